"""Words that say two things at once, and words that are too short to be sure of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from crackdown.loaders.checking.files import LanguageFile, Place, Problem

# Between the values of one of these a word must choose; of the pairs, it may stand on one side alone.
_EXCLUSIVE = (("lexicon", "offences"), ("lexicon", "hedges"), ("names", "ranks"), ("names", "roles"))
_OPPOSITES = (
    ("lexicon", "women", "lexicon", "men"),
    ("lexicon", "people", "lexicon", "not_people"),
    ("names", "ranks", "names", "roles"),
)
_SHORT = 2  # letters


def check_words(files: dict[str, LanguageFile]) -> Iterator[Problem]:
    """Yield words under two values of which only one can be meant, and very short stems."""
    for name, concept in _EXCLUSIVE:
        if name in files:
            yield from _within(files[name], concept)
    for name, concept, other_name, other in _OPPOSITES:
        if name in files and other_name in files:
            yield from _between(files[name], concept, files[other_name], other)
    if "lexicon" in files:
        yield from _short_stems(files["lexicon"])


def _within(file: LanguageFile, concept: str) -> Iterator[Problem]:
    values: defaultdict[str, list[Place]] = defaultdict(list)
    for place, word in _words(file, concept):
        values[word].append(place)
    for word, places in values.items():
        distinct = list(dict.fromkeys(str(place[1]) for place in places))
        if len(distinct) > 1:
            message = (
                f"{word!r} is both {distinct[0]!r} and {distinct[1]!r} of {concept}; keep the one it means more often"
            )
            yield file.problem(places[-1], message, is_error=False)


def _between(file: LanguageFile, concept: str, other: LanguageFile, other_concept: str) -> Iterator[Problem]:
    here = {word: place for place, word in _words(file, concept)}
    for place, word in _words(other, other_concept):
        if word in here:
            line = file.lines.get(here[word], 1)
            message = f"{word!r} stands under {other_concept} and, on line {line} of {file.path.name}, under {concept}"
            yield other.problem(place, f"{message}; keep one", is_error=False)


def _short_stems(file: LanguageFile) -> Iterator[Problem]:
    for place, word in file.texts():
        stem, star, _ = word.partition("*")
        if star and stem.strip() and " " not in word and stem.isascii() and len(stem) <= _SHORT:
            yield file.problem(place, f"{word!r}: a stem of {len(stem)} letters begins too many words; write them out")


def _words(file: LanguageFile, concept: str) -> list[tuple[Place, str]]:
    return [(place, word.lower()) for place, word in file.texts() if place[:1] == (concept,)]
