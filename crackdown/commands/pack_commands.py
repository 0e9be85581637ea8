"""The command that checks an evidence pack, as the explorer exports it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crackdown.commands.options import told_plainly


def verify_pack(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="An evidence pack, as the explorer exports it.")],
) -> None:
    """Check an evidence pack: every file by its checksum, every text by its digest, every quote verbatim at its place.

    It asks neither a graph nor anybody else. Exit status 1 where something is wrong; quotes of announcements whose
    texts were left out are counted as not checked.

    **Example:** `crackdown verify-pack crackdown-scene-evidence-2026-02-09.zip`
    """
    from crackdown.console.printing import plain
    from crackdown.graph.export.pack_verification import verify_pack as verify

    with told_plainly():
        verdict = verify(file)
        for problem in verdict.problems:
            print(plain(problem))
        unchecked = f", {verdict.unchecked:,} not checked, as their texts are not here" if verdict.unchecked else ""
        print(
            f"{verdict.files:,} files, {verdict.announcements:,} announcements, "
            f"{verdict.verbatim:,} quotes verbatim at their place{unchecked}; "
            f"{len(verdict.problems):,} problem{'' if len(verdict.problems) == 1 else 's'}"
        )
        raise typer.Exit(1 if verdict.problems else 0)


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(verify_pack)
