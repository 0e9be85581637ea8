"""The options of `crackdown serve` on how it runs: processes, what it logs, how it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

import typer

from crackdown.errors import InputError
from crackdown.service.logs import LogFormat

_PANEL = "Running it"
_HOST: Final = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")

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
NameOption = Annotated[
    list[str] | None,
    typer.Option(
        "--name", metavar="HOST", rich_help_panel=_PANEL,
        help="Name that a proxy in front is asked by, such as data.example; repeatable. Nobody writes without a token "
        "then, as with --read-only.",
    ),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Running:
    """How a server runs; `names` are those of a proxy in front of it, in lower case."""

    workers: int = 1
    log_format: LogFormat = LogFormat.text
    grace_seconds: float = 30.0
    read_only: bool = False
    names: tuple[str, ...] = ()


def to_names(given: Sequence[str]) -> tuple[str, ...]:
    """Check the names of a proxy.

    >>> to_names(["Data.example"])
    ('data.example',)

    Raises:
        InputError: one of them is no name of a host.
    """
    for name in given:
        if not _HOST.fullmatch(name):
            raise InputError(
                f"--name {name}: this is no name of a host; write it as data.example, without https:// and port, other "
                "letters than ASCII as xn--…"
            )
    return tuple(name.lower() for name in given)
