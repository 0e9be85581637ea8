"""The options of `crackdown serve` on how it runs: processes, what it logs, how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from crackdown.service.logs import LogFormat

_PANEL = "Running it"

WorkersOption = Annotated[
    int,
    typer.Option(
        min=1, max=64, metavar="N", rich_help_panel=_PANEL,
        help="Server processes over the one store, each with a snapshot and workers of its own.",
    ),
]  # fmt: skip
LogFormatOption = Annotated[
    LogFormat, typer.Option(help="How requests are logged: a line, or a JSON object a line.", rich_help_panel=_PANEL)
]
GraceOption = Annotated[
    float,
    typer.Option(
        min=0.0, metavar="SECONDS", rich_help_panel=_PANEL,
        help="How long running answers may take when the server is told to end (SIGTERM, Ctrl-C).",
    ),
]  # fmt: skip
ReplicaOption = Annotated[
    str | None,
    typer.Option(
        "--replica-of", metavar="FOLDER|URL", rich_help_panel=_PANEL,
        help="Follow what `crackdown replica publish` writes there, into the folder of --store.",
    ),
]  # fmt: skip
ReadOnlyOption = Annotated[
    bool,
    typer.Option(
        "--read-only", rich_help_panel=_PANEL,
        help="Take no announcement and no judgement without a token, as behind a proxy that is open to others.",
    ),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Running:
    """How a server runs."""

    workers: int = 1
    log_format: LogFormat = LogFormat.text
    grace_seconds: float = 30.0
    read_only: bool = False
