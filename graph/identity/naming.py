"""Which of its members names a group, so that the same group has the same IRI whatever the order of loading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from crackdown.graph.identity.form import FormProfile
from crackdown.graph.identity.operation_profile import OperationProfile
from crackdown.graph.identity.scoring import Profile

_LATE = "9999"  # an announcement without a date comes after all that have one


def canonical_form(forms: Mapping[str, FormProfile]) -> str:
    """Choose a form's IRI: an English name before others, a whole name before an acronym, then the shortest."""

    def rank(member: str) -> tuple[bool, bool, int, str]:
        name = forms[member].label.name
        return not name.isascii(), " " not in name, len(name), member

    return min(forms, key=rank)


def earliest(operations: Mapping[str, OperationProfile]) -> str:
    """Choose the operation that was announced first."""

    def rank(member: str) -> tuple[str, str, str]:
        operation = operations[member]
        return operation.published or _LATE, operation.announcement, member

    return min(operations, key=rank)


def shared_name(profile: Profile | None) -> str | None:
    """Return the IRI that an operation shares with all that tell the same of it; None where too little is told."""
    return profile.name if isinstance(profile, OperationProfile) else None


def owners_of(component: Iterable[str], profile: Callable[[str], Profile | None]) -> dict[str, str]:
    """Say which operation a shared name belongs to: the earliest told of all that would go by it."""
    by_name: dict[str, dict[str, OperationProfile]] = {}
    for member in component:
        operation = profile(member)
        if isinstance(operation, OperationProfile) and operation.name:
            by_name.setdefault(operation.name, {})[member] = operation
    return {name: earliest(operations) for name, operations in by_name.items()}


def name_of(group: Iterable[str], owners: Mapping[str, str], profile: Callable[[str], Profile | None]) -> str:
    """Choose the IRI of a group of forms, or of operations.

    Args:
        group: its members.
        owners: which operation each shared name belongs to.
        profile: what a member is compared by.
    """
    profiles = {member: found for member in group if (found := profile(member)) is not None}
    forms = {member: found for member, found in profiles.items() if isinstance(found, FormProfile)}
    if forms:
        return canonical_form(forms)
    first = earliest({member: found for member, found in profiles.items() if isinstance(found, OperationProfile)})
    name = shared_name(profiles[first])
    return name if name and owners.get(name) == first else first
