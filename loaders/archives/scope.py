"""The word test: whether a text can be about a crackdown on online scams at all.

It is when it names an offence, or two kinds of operation (a raid and an arrest) and a country, in words of the
languages' folders. Cheap before exact: a page as it came is first tested by the words of all languages, then its main
text by those of its own.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from functools import cache

from crackdown.loaders.extraction.text.automaton import Automaton, Entry
from crackdown.loaders.extraction.text.data import installed_languages, load_yaml
from crackdown.loaders.extraction.text.language import folder_of
from crackdown.loaders.extraction.text.lexicon import load_language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import normalise
from crackdown.loaders.extraction.what.kinds import KINDS
from crackdown.loaders.extraction.where.country_names import country_entries

# As parsers have it, what is not closed goes on to the end and XHTML closes a script in its tag. Nor may a tag hold the
# beginning of another: else the expression would look for the end anew from each.
_UNSEEN = re.compile(
    r"<(?:!--.*?(?:-->|\Z)|(script|style)\b(?![^<>]*+(?<=/)>).*?(?:</\1\s*>|\Z)|[^<>]*+>)", re.DOTALL | re.IGNORECASE
)
_BLANK = re.compile(r"\s+")


def may_be_in_scope(page: str) -> bool:
    """Test an HTML page as it came, menus included, by the words of all languages.

    >>> may_be_in_scope("<p>Police <b>arrested</b> 25 for f&#114;aud</p>"), may_be_in_scope("<p>Rain is due.</p>")
    (True, False)
    """
    # A tag may part a word (<wbr>) or two of them: nothing tells, so it counts as a space.
    return _speaks(_every_language().find(normalise(_BLANK.sub(" ", html.unescape(_UNSEEN.sub(" ", page))))))


def is_in_scope(text: str, language: str = "und") -> bool:
    """Test a text by the words of its language, or of all where that has no folder.

    >>> is_in_scope("La police a démantelé un centre d'escroquerie.", "fr")
    True
    """
    own = load_language(folder_of(language))
    automaton = own.automaton if own else _every_language()
    return _speaks(automaton.find(normalise(text)))


def _speaks(mentions: Iterable[Mention]) -> bool:
    kinds, is_abroad = set(), False
    for mention in mentions:
        if mention.type == "offence":
            return True
        if mention.type == "kind" and mention.value in KINDS:
            kinds.add(mention.value)
        is_abroad = is_abroad or mention.type == "country"
    return is_abroad and len(kinds) > 1


@cache
def _every_language() -> Automaton:
    particles: set[str] = set()
    entries: list[Entry] = []
    for code in installed_languages():
        lexicon = load_yaml("languages", code, "lexicon.yaml")
        particles.update(lexicon.get("particles", ()))
        entries += _words(lexicon.get("offences", {}), "offence")
        entries += _words(lexicon.get("kinds", {}), "kind")
        entries += country_entries(code)
    return Automaton(entries, spaceless=True, particles=particles)


def _words(words: dict[str, list[str]], type_: str) -> Iterator[Entry]:
    for value, patterns in words.items():
        yield from (Entry(type_, value, str(pattern)) for pattern in patterns)
