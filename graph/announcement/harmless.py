"""Do no harm: what a record may not say of people, checked before anything of it is written.

Only those who act for a state or an international body are nodes; whoever an operation concerns is counted. These are
the rules of the shapes `crks:Person` and `crks:Official` (ontology/shapes.ttl) for records, in plain Python, as SHACL
takes seconds an announcement: `crackdown validate` asks the shapes themselves of what came by other ways.

What a record says besides cannot break them: offences, sexes, nationalities and capacities are said of operations and
counts alone, and an operation has one kind, so that no count is of accused and of convicted people at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crackdown.errors import InvalidRecord
from crackdown.graph.announcement.record import Evidence, Official, Record
from crackdown.ontology.labels import find_head, label

_COUNTED = ("persons", "women", "men", "nationalities")


def refuse_harm(record: Record) -> None:
    """Refuse a record that makes a node of somebody who is no official.

    Raises:
        InvalidRecord: with every such person's place in the record, the passage and its words.
    """
    counts = list(_counts(record))
    harms = [
        f"officials[{position}]{_passage(official)}: {reason}"
        for position, official in enumerate(record.officials)
        for reason in _reasons(official, counts)
    ]
    if harms:
        raise InvalidRecord("; ".join(harms))


def _reasons(official: Official, counts: Iterable[tuple[str, Evidence]]) -> Iterator[str]:
    """Say why somebody may not be a node, where these words count people."""
    if not (official.role or official.rank or official.agency):
        yield (
            "the text gives this person no post, rank or agency, and only those who act for a state or an "
            "international body may be named; leave the person out, or give the words that state the post"
        )
    for field, words in (("role", official.role), ("rank", official.rank)):
        capacity = find_head("capacity", words) if words else None
        if capacity:
            yield (
                f"{field} {words!r} is a capacity of those counted ({label(capacity)}), who are never named; leave the "
                f"person out, and count such people in the operation"
            )
    # A sentence quoted for all that it tells is no name: such evidence names and counts at once.
    names = [name for name in _evidence(official, "name") if name.quote in (official.name, *official.also)]
    for path, counted in counts:
        if any(_is_inside(counted, name) for name in names):
            yield (
                f"the words that count people in {path} are this person's name, and whoever is counted is not named; "
                "leave the person out, or quote the words that give the number"
            )


def _counts(record: Record) -> Iterator[tuple[str, Evidence]]:
    for position, operation in enumerate(record.operations):
        for field in _COUNTED:
            found = operation.evidence.get(field)
            for key, evidence in [("", found)] if isinstance(found, Evidence) else (found or {}).items():
                yield ".".join(filter(None, (f"operations[{position}]", field, key))), evidence


def _is_inside(inner: Evidence, outer: Evidence) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _evidence(official: Official, *fields: str) -> Iterator[Evidence]:
    for field in fields:
        found = official.evidence.get(field)
        if isinstance(found, Evidence):
            yield found


def _passage(official: Official) -> str:
    """Quote the words that name somebody, with where they stand."""
    for evidence in _evidence(official, "name", "role", "rank", "agency"):
        return f" ({evidence.quote!r} at {evidence.start}–{evidence.end})"
    return ""
