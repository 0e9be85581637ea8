"""Which of its members names a group, so that the same group has the same IRI whatever the order of loading."""

from __future__ import annotations

from collections.abc import Mapping

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
