"""What an announcement states, as the facts of its graph in the form in which the engine keeps them."""

from __future__ import annotations

from crackdown.errors import InputError, InvalidRecord
from crackdown.graph.announcement.stated import Stated
from crackdown.graph.announcement.statements import to_triples
from crackdown.graph.identity import Resolution
from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node
from crackdown.graph.storage.transaction import facts_to_store


def facts_of(announcement: str, stated: Stated, text: str, resolution: Resolution) -> set[Fact[Node]]:
    """Write what an announcement, or a version of one, states, with the IRIs that a resolution gives its things.

    Raises:
        InvalidRecord: a fact lacks evidence, a quote does not stand in the text, or something cannot be stored.
    """
    assignment = resolution.assignment(stated.record, announcement)
    try:
        return facts_to_store(to_triples(stated.record, text, assignment, stated.source))
    except InputError as error:
        raise InvalidRecord(f"{stated.record.id}: {error}") from error
