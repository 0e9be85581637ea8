"""The forms by which the gazetteer knows bodies, whatever their capitals."""

from __future__ import annotations

from functools import cache

from crackdown.loaders.extraction.text.lexicon import body_forms, shared_forms


def positions_of_form(form: str, code: str) -> list[int]:
    """Give the positions in the gazetteer of the bodies that a form names in a language, whatever its capitals."""
    folded = form.lower()
    return _own_surfaces(code).get(folded) or _surfaces().get(folded, [])


@cache
def _surfaces() -> dict[str, list[int]]:
    """Map the gazetteer's forms, in lower case, to positions in the file."""
    return _folded(shared_forms())


@cache
def _own_surfaces(code: str) -> dict[str, list[int]]:
    """Map the names that a language's texts give to bodies, in lower case, to positions in the gazetteer."""
    return _folded(body_forms(code))


def _folded(forms: dict[str, list[int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for form, positions in forms.items():
        found.setdefault(form.lower(), []).extend(positions)
    return found
