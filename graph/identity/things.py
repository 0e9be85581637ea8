"""The members that one announcement brings: its forms, and its operations as it tells them."""

from __future__ import annotations

from dataclasses import dataclass

from crackdown.graph import iris
from crackdown.graph.announcement.record import Record
from crackdown.graph.identity.form import Mention, iter_mentions
from crackdown.graph.identity.operation_profile import OperationProfile, profile_of


@dataclass(frozen=True, slots=True)
class Things:
    """What an announcement names.

    Attributes:
        mentions: of officials, agencies, airports and places; several may be of one form.
        operations: the members' IRIs with what each is compared by, in the record's order.
    """

    mentions: tuple[Mention, ...]
    operations: tuple[tuple[str, OperationProfile], ...]

    @property
    def forms(self) -> dict[str, Mention]:
        """The forms, each with what the announcement says of it under all its names."""
        found: dict[str, Mention] = {}
        for mention in self.mentions:
            known = found.get(mention.iri)
            found[mention.iri] = _joined(known, mention) if known else mention
        return found


def things_of(record: Record | None, announcement: str) -> Things:
    """List the members that a record brings; none without a record."""
    if record is None:
        return Things((), ())
    taken: set[str] = set()
    operations = []
    for position, operation in enumerate(record.operations):
        member = _free(iris.mint_operation(operation, announcement), taken)
        taken.add(member)
        operations.append((member, profile_of(record, position, announcement)))
    return Things(tuple(iter_mentions(record)), tuple(operations))


def _joined(one: Mention, other: Mention) -> Mention:
    """Take two mentions of one form for one."""
    return one._replace(
        label=min(one.label, other.label),
        names=tuple(dict.fromkeys((*one.names, *other.names))),
        roles=tuple(dict.fromkeys((*one.roles, *other.roles))),
        agencies=tuple(dict.fromkeys((*one.agencies, *other.agencies))),
    )


def _free(iri: str, taken: set[str]) -> str:
    """Add `-2`, `-3` and so on until the IRI is free."""
    number, candidate = 1, iri
    while candidate in taken:
        number += 1
        candidate = f"{iri}-{number}"
    return candidate
