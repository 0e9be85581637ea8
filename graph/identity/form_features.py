"""How two forms compare: what speaks for and against two names meaning one official, agency, airport or place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rapidfuzz.distance import Levenshtein

from crackdown.graph.identity.form import FormProfile
from crackdown.graph.identity.likeness import likeness
from crackdown.graph.identity.names import normalise_name, script_of, skeleton
from crackdown.graph.identity.nations import core
from crackdown.graph.identity.operation_features import Features
from crackdown.ontology.terms import crk

_ALIKE: Final = 0.92
_SOMEWHAT_ALIKE: Final = 0.8
_SETTLEMENT: Final = frozenset(("city", "state", "capital"))  # which a place may be called with or without
_ACRONYM: Final = 3  # words at least whose first letters make an acronym
_LONG: Final = 7  # letters at least of a word that a vowel does not make another


def compare(a: FormProfile, b: FormProfile) -> Features:
    """List what speaks for and against two forms of one type being one thing."""
    return dict((*_countries(a, b), *_names(a, b), *_posts(a, b)))


def _countries(a: FormProfile, b: FormProfile) -> Iterator[tuple[str, float]]:
    if a.country and b.country:
        yield ("the same country" if a.country == b.country else "another country"), 1.0
    else:
        yield "a country unknown", 1.0


def _names(a: FormProfile, b: FormProfile) -> Iterator[tuple[str, float]]:
    """Yield the strongest thing that can be said of the names."""
    ones, others = _telling(a), _telling(b)
    main = _cores(a) & _cores(b)
    if main:
        says_much = any(is_telling_name(name, a.type, a.country) for name in _labels(a))
        yield ("the same name but for the country's" if says_much else "the same name, which says little"), 1.0
    elif _labels(a) & others or _labels(b) & ones:
        yield "the name of one is another name of the other", 1.0
    elif ones & others:
        yield "another name in common", 1.0
    elif _spelt(a) & _spelt(b) & a.names.keys() & b.names.keys():
        yield "an acronym in common that both names spell", 1.0
    elif a.type == crk.Official and any(_is_within(one, other) for one in ones for other in others):
        yield "one name within the other", 1.0
    elif a.type == crk.Place and any(_is_respelt(one, other) for one in ones for other in others):
        yield "one word with other vowels", 1.0
    else:
        yield from _alike(ones, others)


def _cores(form: FormProfile) -> set[str]:
    return {text for name in _labels(form) for text in cores(name, form.type, form.country)}


def cores(name: str, type_: str, country: str | None) -> set[str]:
    """Give what is left of a name without the country's words: its words by letters, and all of it without spaces.

    The order of an official's names counts; a place may be called a city or not.

    >>> cores("immigration department", crk.Agency, "ZM") & cores("department of immigration", crk.Agency, "ZM")
    {'department immigration'}
    >>> cores("hanoi", crk.Place, None) & cores("ha noi", crk.Place, None)
    {'hanoi'}
    """
    words = core(name, country)
    if type_ == crk.Official:
        return {" ".join(words)}
    if type_ == crk.Place:
        words = tuple(word for word in words if word not in _SETTLEMENT) or words
    return {" ".join(sorted(words)), "".join(words)}


def _spelt(form: FormProfile) -> set[str]:
    """Give the acronyms that the names spell, of agencies with three words or more."""
    if form.type != crk.Agency:
        return set()
    words = [core(name, None) for name in _labels(form) if script_of(name) == "LATIN"]
    return {"".join(word[0] for word in name) for name in words if len(name) >= _ACRONYM}


def _is_within(one: str, other: str) -> bool:
    """Tell whether a name of two words or more is the other's but for a middle name or an ending.

    >>> _is_within("dana sandoval", "dana mengote sandoval"), _is_within("sandoval", "dana sandoval")
    (True, False)
    """
    fewer, more = sorted((set(one.split()), set(other.split())), key=len)
    return len(fewer) > 1 and fewer < more


def _is_respelt(one: str, other: str) -> bool:
    """Tell whether two long words differ in vowels and doubled letters alone.

    >>> _is_respelt("myawaddy", "myawady"), _is_respelt("malaga", "malang"), _is_respelt("lang son", "long son")
    (True, False, False)
    """
    if " " in one or " " in other or min(len(one), len(other)) < _LONG:
        return False
    return skeleton(one) == skeleton(other) and Levenshtein.distance(one, other) == 1


def _alike(ones: set[str], others: set[str]) -> Iterator[tuple[str, float]]:
    same, across = 0.0, 0.0
    for one in ones:
        for other in others:
            alike = likeness(one, other)
            if script_of(one) == script_of(other):
                same = max(same, alike)
            else:
                across = max(across, alike)
    if same >= _ALIKE:
        yield "names that differ by a spelling", 1.0
    elif across >= _SOMEWHAT_ALIKE:
        yield "names that sound alike in two scripts", 1.0
    elif same >= _SOMEWHAT_ALIKE:
        yield "names somewhat alike", 1.0
    else:
        yield "different names", 1.0


def _labels(form: FormProfile) -> set[str]:
    return {normalise_name(label.name) for label in form.labels}


def _telling(form: FormProfile) -> set[str]:
    """Give the names that tell one thing from others: not "the police", which many agencies are called."""
    return {name for name in form.names if is_telling_name(name, form.type, form.country)}


def is_telling_name(name: str, type_: str, country: str | None) -> bool:
    """Tell whether a name says enough: two words beside the country's, or some letters of another script.

    >>> is_telling_name("police", crk.Agency, "KH"), is_telling_name("cambodian police", crk.Agency, "KH")
    (False, False)
    >>> is_telling_name("national police", crk.Agency, "KH"), is_telling_name("移民总局", crk.Agency, "KH")
    (True, True)
    """
    if type_ != crk.Agency:
        return True
    if script_of(name) != "LATIN":
        return len(name) >= (4 if script_of(name) in {"CJK", "HANGUL", "HIRAGANA", "KATAKANA"} else 8)
    return len(core(name, country)) >= 2


def _posts(a: FormProfile, b: FormProfile) -> Iterator[tuple[str, float]]:
    if a.type != crk.Official:
        return
    for name, ones, others in (("agency", a.agencies, b.agencies), ("role", a.roles, b.roles)):
        if ones and others:
            common = any(likeness(one, other) >= _SOMEWHAT_ALIKE for one in ones for other in others)
            yield (f"the same {name}" if common else f"another {name}"), 1.0
