"""What is asked, and the answer as it comes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final

from crackdown.graph.sparql.answer import Answer, Form
from crackdown.graph.sparql.lexing import may_say

# What these give is another thing each time; the letters are looked for, as engines accept them in any surroundings.
_CHANGING: Final = ("now", "rand", "uuid", "bnode")
_NAMING_GRAPHS: Final = ("graph", "from")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query with all that bears on its answer."""

    query: str
    select_format: str = "json"
    graph_format: str = "turtle"
    default_graph_uris: tuple[str, ...] = ()
    named_graph_uris: tuple[str, ...] = ()
    why: bool = False
    max_rows: int | None = None  # where fewer are wanted than the service allows
    timeout_seconds: float | None = None  # where another time is wanted than the service gives

    def options(self) -> dict[str, Any]:
        """Return the arguments of `View.write`."""
        return {
            "select_format": self.select_format,
            "graph_format": self.graph_format,
            "default_graph_uris": self.default_graph_uris,
            "named_graph_uris": self.named_graph_uris,
        }

    def needs_named_graphs(self) -> bool:
        """Tell whether the default graph alone may not do; rather once too often than once too rarely."""
        return bool(self.default_graph_uris or self.named_graph_uris or self.why or may_say(self.query, _NAMING_GRAPHS))

    def is_lasting(self) -> bool:
        """Tell whether the same graph gives the same answer for as long as it stays."""
        return not self.why and not may_say(self.query, _CHANGING)


@dataclass(slots=True)
class AnswerStream:
    """An answer whose head is known: whole in `body`, or to be read to its end by `pieces` and closed.

    `truncated` is the number of rows after which it was cut; of a large answer it is known at the end. It has
    `max_rows` at most. Closing one that was not read to its end kills the query.
    """

    form: Form
    media_type: str
    answered_by: str | None
    body: bytes | None = None
    truncated: int | None = None
    max_rows: int | None = None
    _next: Callable[[], Awaitable[bytes | None]] | None = None
    _close: Callable[[], None] = field(default=lambda: None)

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield the answer's bytes; `truncated` is known at the end.

        Raises:
            QueryTimeout, QueryAborted, StoreError: it goes no further; what came is not all.
        """
        if self.body is not None:
            yield self.body
        while self._next is not None and (piece := await self._next()) is not None:
            yield piece

    def close(self) -> None:
        """Let go of it."""
        self._close()

    async def whole(self) -> Answer:
        """Read it to its end."""
        try:
            body = b"".join([piece async for piece in self.pieces()])
        finally:
            self.close()
        return Answer(self.form, self.media_type, body, self.truncated, self.answered_by)
