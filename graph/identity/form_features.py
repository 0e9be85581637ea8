"""How two forms compare: what speaks for and against two names meaning one official, agency, airport or place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crackdown.graph.identity.form import FormProfile
from crackdown.graph.identity.names import likeness, normalise_name, script_of
from crackdown.graph.identity.nations import core
from crackdown.graph.identity.operation_features import Features
from crackdown.ontology.terms import crk

_ALIKE: Final = 0.92
_SOMEWHAT_ALIKE: Final = 0.8


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
    main = {core(name, a.country) for name in _labels(a)} & {core(name, b.country) for name in _labels(b)}
    if main:
        yield "the same name but for the country's", 1.0
    elif _labels(a) & others or _labels(b) & ones:
        yield "the name of one is another name of the other", 1.0
    elif ones & others:
        yield "another name in common", 1.0
    else:
        yield from _alike(ones, others)


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
    return {name for name in form.names if is_telling(name, form.type, form.country)}


def is_telling(name: str, type_: str, country: str | None) -> bool:
    """Tell whether a name says enough: two words beside the country's, or some letters of another script.

    >>> is_telling("police", crk.Agency, "KH"), is_telling("cambodian police", crk.Agency, "KH")
    (False, False)
    >>> is_telling("national police", crk.Agency, "KH"), is_telling("移民总局", crk.Agency, "KH")
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
