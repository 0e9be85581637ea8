"""Is an announcement of the very same bytes here already, wherever it came from?"""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from crackdown.graph.announcement.stated import Stated, read_stated
from crackdown.graph.identity.index import Index
from crackdown.graph.iris import is_version
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import schema


class Held(NamedTuple):
    """An announcement that the store holds: its IRI, what it states, its text."""

    iri: str
    stated: Stated
    text: str


def find_held(view: View, sha256: str) -> Held | None:
    """Find the announcement whose bytes have that digest; None where none has, or it did not come as a record."""
    quads = view.engine.quads_for_pattern(None, ox.NamedNode(schema.sha256), ox.Literal(sha256), None)
    names = sorted(
        quad.subject.value
        for quad in quads
        if isinstance(quad.subject, ox.NamedNode)
        and quad.subject == quad.graph_name
        and not is_version(quad.subject.value)
    )
    for name in names:
        stated = read_stated(view.records, Index(view.engine).archived(name))
        text = view.text(name)
        if stated is not None and text is not None:
            return Held(name, stated, text)
    return None
