"""Texts and records on the endpoint, in the store's own graph, so that every machine that reads the graph has them.

Each is compressed, written in ASCII (base64) and cut into pieces. An RDF literal could not carry every text (half
characters, NUL), and servers differ in what they do to line ends and long strings; a digest would then not fit.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable
from typing import Final

import pyoxigraph as ox

from crackdown.errors import StoreUnavailable
from crackdown.graph.remote.vocabulary import PART, STORE, term
from crackdown.graph.storage.archive import digest_of

_PIECE: Final = 60_000  # letters of a literal
_REQUEST: Final = 8  # pieces a request


class RemoteArchive:
    """Texts by digest; see `engine.Keeps`."""

    def __init__(
        self, kind: str, select: Callable[[str], list[ox.QuerySolution]], update: Callable[[str], None]
    ) -> None:
        """Keep texts of one kind.

        Args:
            kind: what tells them from others, as "text".
            select: answers a SELECT query.
            update: runs an update.
        """
        self._kind = kind
        self._select = select
        self._update = update

    def write(self, text: str) -> str:
        """Keep a text and return its digest; written twice, it is there once."""
        digest = digest_of(text)
        packed = base64.b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"), 9)).decode()
        pieces = [packed[first : first + _PIECE] for first in range(0, len(packed), _PIECE)]
        numbered = [f'{self._name(digest)} {PART} "{place:05} {piece}" .' for place, piece in enumerate(pieces)]
        for first in range(0, len(numbered), _REQUEST):
            body = "\n".join(numbered[first : first + _REQUEST])
            self._update(f"INSERT DATA {{ GRAPH {STORE} {{ {body} }} }}")
        return digest

    def read(self, digest: str) -> str | None:
        """Return the text of that digest, or None where it is not kept.

        Raises:
            StoreUnavailable: what is kept is not what the digest says.
        """
        rows = self._select(f"SELECT ?part WHERE {{ GRAPH {STORE} {{ {self._name(digest)} {PART} ?part }} }}")
        pieces = sorted(row["part"].value for row in rows)
        if not pieces:
            return None
        try:
            packed = base64.b64decode("".join(piece.partition(" ")[2] for piece in pieces))
            text = zlib.decompress(packed).decode("utf-8", "surrogatepass")
        except (ValueError, zlib.error):
            text = ""
        if digest_of(text) != digest:
            raise StoreUnavailable(
                f"the {self._kind} {digest[:12]}… was altered since it was stored; load its announcement again"
            )
        return text

    def remove(self, digest: str) -> None:
        """Forget a text that nothing names any more."""
        triple = f"{self._name(digest)} ?p ?o"
        self._update(f"DELETE {{ GRAPH {STORE} {{ {triple} }} }} WHERE {{ GRAPH {STORE} {{ {triple} }} }}")

    def _name(self, digest: str) -> ox.NamedNode:
        return term(f"{self._kind}-{digest}")
