"""Lines in capitals, as letterheads and headlines are, in the letters that the same words have in a sentence.

Names are known by their capitals: "EMBASSY OF INDIA IN CAMBODIA" is "Embassy of India in Cambodia". What the rest of
the text writes in capitals stays so (INTERPOL, EFCC), and so do short words that nobody knows.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.normalise import Normalised, lowered

_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 3  # letters; words of no more are mostly articles, prepositions and acronyms
_FEWEST = 2  # longer words of a line in capitals; with less it is an acronym beside a number


def set_in_small_letters(view: Normalised, language: Language) -> Normalised:
    r"""Write the lines in capitals as sentences are written, character for character.

    >>> from crackdown.loaders.extraction.text.lexicon import load_language
    >>> from crackdown.loaders.extraction.text.normalise import normalise
    >>> text = "EMBASSY OF INDIA, VIENTIANE\nThe embassy has freed twelve men."
    >>> set_in_small_letters(normalise(text), load_language("en")).text.split("\n")[0]
    'Embassy of India, Vientiane'
    """
    lines = view.text.split("\n")
    loud = {number for number, line in enumerate(lines) if _is_loud(line)}
    if not loud:
        return view
    told = {word for number, line in enumerate(lines) if number not in loud for word in _WORD.findall(line)}
    write = partial(_as_told, told, language)
    for number in loud:
        lines[number] = _WORD.sub(lambda found: write(found.group()), lines[number])
    return replace(view, text="\n".join(lines))


def _is_loud(line: str) -> bool:
    words = _WORD.findall(line) if line.isupper() else ()
    return all(map(str.isupper, words)) and sum(len(word) > _SHORT for word in words) >= _FEWEST


def _as_told(told: set[str], language: Language, word: str) -> str:
    """Give a word in capitals as the rest of the text writes it; a longer one that it does not write, as a name."""
    small = lowered(word.translate(str.maketrans(language.lexicon.get("small_letters", {}))))
    named = word[0] + small[1:]
    if word in told:
        return word
    if small in told and named not in told and (len(word) <= _SHORT or language.names.get("first_capital") == "true"):
        return small
    if len(word) <= _SHORT:
        return small if small in language.names["links"] else named if named in told else word
    return named
