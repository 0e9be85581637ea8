"""A patch as text, for the journal; and in pieces, for servers that take no long requests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from crackdown.graph.storage.patch import Patch

_PIECE: Final = 400  # quads a request


def pieces(quads: Iterable[ox.Quad]) -> Iterator[list[ox.Quad]]:
    """Cut quads into what one request holds."""
    piece: list[ox.Quad] = []
    for quad in quads:
        piece.append(quad)
        if len(piece) == _PIECE:
            yield piece
            piece = []
    if piece:
        yield piece


def to_text(patch: Patch) -> str:
    """Write a patch as lines: a sign and a quad in N-Quads."""
    lines = []
    for sign, quads in (("-", patch.removed_quads()), ("+", patch.added_quads())):
        told = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
        lines += [f"{sign}{line}\n" for line in told.decode().split("\n") if line]
    return "".join(lines)


def from_text(text: str) -> Patch:
    """Read what `to_text` wrote."""
    lines = {sign: "".join(f"{one[1:]}\n" for one in text.split("\n") if one.startswith(sign)) for sign in "-+"}
    removed, added = (ox.parse(lines[sign].encode(), format=ox.RdfFormat.N_QUADS) for sign in "-+")
    return Patch.of_quads(removed, added)
