"""The options of `crackdown serve` that bound what one query may take, and all at once."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from crackdown.graph.serving.limits import Limits

_PANEL = "Limits of queries"
_MIB = 1024**2


class InMemory(StrEnum):
    """Whether the graph is also kept in memory."""

    auto = "auto"
    on = "on"
    off = "off"


TimeoutOption = Annotated[
    float, typer.Option(min=0.1, metavar="SECONDS", help="How long one query may run.", rich_help_panel=_PANEL)
]
MaxRowsOption = Annotated[
    int,
    typer.Option(
        min=0, metavar="ROWS", help="Rows, or triples, of one answer at most; 0: no limit.", rich_help_panel=_PANEL
    ),
]
QueryMemoryOption = Annotated[
    float,
    typer.Option(
        min=0.1, metavar="GIB", help="Memory that one query may take beside the graph.", rich_help_panel=_PANEL
    ),
]
HeavyOption = Annotated[
    int | None,
    typer.Option(
        min=1, metavar="QUERIES", help="Heavy queries at once. Default: two for each core.", rich_help_panel=_PANEL
    ),
]
InMemoryOption = Annotated[
    InMemory,
    typer.Option(help="Keep the graph in memory too: auto keeps what fits, on all of it.", rich_help_panel=_PANEL),
]
AnswerCacheOption = Annotated[
    int,
    typer.Option(
        min=0, metavar="MIB", help="Room for answers kept for who asks again; 0: none.", rich_help_panel=_PANEL
    ),
]


ServiceOption = Annotated[
    list[str] | None,
    typer.Option(
        help="SPARQL endpoint that queries may call by SERVICE, such as https://query.wikidata.org/sparql; repeatable. "
        "Default: none.",
    ),
]


def to_limits(
    timeout: float, max_rows: int, query_memory: float, heavy: int | None, in_memory: InMemory, answer_cache: int
) -> Limits:
    """Put the options together."""
    from crackdown.graph.serving.limits import GIB, Limits

    return Limits(
        timeout_seconds=timeout,
        max_rows=max_rows or None,
        max_memory_bytes=round(query_memory * GIB),
        heavy=heavy,
        replica=in_memory.value,
        cache_bytes=answer_cache * _MIB,
    )
