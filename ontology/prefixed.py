"""IRIs as queries write them: `crk:Operation` for `https://w3id.org/crackdown/ontology#Operation`."""

from __future__ import annotations

import re
from typing import Final

from crackdown.ontology.terms import PREFIXES

# What may follow a prefix without an escape; SPARQL allows more.
_PLAIN: Final = re.compile(r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)?")


def prefixed(iri: str) -> str | None:
    """Write an IRI by the prefix with the longest namespace; None where none fits, or what follows needs escapes.

    >>> prefixed("https://w3id.org/crackdown/ontology#Operation"), prefixed("https://w3id.org/crackdown/vocab/kind/raid")
    ('crk:Operation', 'kind:raid')
    >>> prefixed("https://example.org/x") is None
    True
    """
    fits = [(space, prefix) for prefix, space in PREFIXES.items() if iri.startswith(space)]
    if not fits:
        return None
    space, prefix = max(fits, key=lambda fit: len(fit[0]))
    local = iri[len(space) :]
    return f"{prefix}:{local}" if _PLAIN.fullmatch(local) else None
