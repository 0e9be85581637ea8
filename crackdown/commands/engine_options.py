"""The options for work on many machines, of `crackdown load` and `crackdown clusters --records`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from crackdown.engines.loading import Engine

_PANEL = "Many machines"

EngineOption = Annotated[
    Literal["ray"] | None,
    typer.Option(
        "--engine", rich_help_panel=_PANEL,
        help="Have the workers of Ray do it, here or on many machines; what comes of it is the same.",
    ),
]  # fmt: skip
MasterOption = Annotated[
    str | None,
    typer.Option(
        "--master", metavar="ADDRESS", rich_help_panel=_PANEL,
        help="Where the engine's head answers, HOST:6379; without it workers are started on this machine.",
    ),
]  # fmt: skip
KeptOption = Annotated[
    Path | None,
    typer.Option(
        "--kept", metavar="FOLDER", rich_help_panel=_PANEL,
        help="Keep what was read in a folder that all machines share: a load that broke off reads nothing twice.",
    ),
]  # fmt: skip


def to_engine(name: str | None, master: str | None, kept: Path | None, *, is_alone: bool) -> Engine | None:
    """Say what works on many machines; None where this process does.

    Args:
        name: of the engine.
        master: its address.
        kept: the shared folder.
        is_alone: whether something was asked for that no engine does.

    Raises:
        typer.BadParameter: the options do not go together.
    """
    if name is None:
        if master or kept:
            raise typer.BadParameter("--master and --kept say how an engine reads; give --engine ray too")
        return None
    if is_alone:
        raise typer.BadParameter(
            "an engine reads files once with the built-in reader (crackdown load), or resolves records (crackdown "
            "clusters --records); leave --engine out"
        )
    from crackdown.engines.loading import Engine

    return Engine(master, kept)
