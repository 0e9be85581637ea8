"""Blocking: the keys under which things are looked up that may be one, so that few pairs need to be compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crackdown.graph.identity.form import FormProfile
from crackdown.graph.identity.form_features import is_telling
from crackdown.graph.identity.names import normalise_name, script_of, skeleton
from crackdown.graph.identity.nations import core
from crackdown.graph.identity.operation_profile import OperationProfile
from crackdown.graph.identity.scoring import Profile
from crackdown.ontology.terms import crk

_RARE: Final = 20  # from this many people on, a number is looked up whenever the operations were


def keys_of(profile: Profile) -> set[str]:
    """Give the keys of a thing; two things that may be one share at least one of them."""
    if isinstance(profile, OperationProfile):
        return set(_operation_keys(profile))
    return set(_form_keys(profile))


def _operation_keys(operation: OperationProfile) -> Iterator[str]:
    country, persons = operation.country or "", operation.persons
    months: set[str] = set()
    if operation.span:
        months = {operation.span[0][:7], operation.span[1][:7]}
        for day in sorted(set(operation.span)):
            yield f"day {country} {day}"
    elif operation.published:
        months = {operation.published[:7]}
    for month in months:
        yield f"month {country} {operation.kind} {month}"
        if persons is not None:
            yield f"number {persons} {month}"
    if persons is not None and persons >= _RARE:
        yield f"number {persons} {country}"
        yield f"number {persons} of {' '.join(sorted(operation.nationalities))}"


def _form_keys(form: FormProfile) -> Iterator[str]:
    kind = form.type.rsplit("#", 1)[-1].lower()
    for name in form.names:
        if is_telling(name, form.type, form.country):
            yield f"{kind} {' '.join(core(name, form.country))}"
            if form.type == crk.Official or script_of(name) == "LATIN":
                yield f"{kind} {form.country or ''} {skeleton(' '.join(sorted(name.split())))}"
    for label in form.labels:
        yield f"{kind} {' '.join(core(normalise_name(label.name), form.country))}"
    if form.type == crk.Official:
        for role in form.roles:
            for agency in form.agencies:
                yield f"post {' '.join(core(agency, form.country))}: {role}"
