"""The commands on what announcements said before: their versions, and that one was withdrawn."""

from __future__ import annotations

from typing import Annotated

import typer

from crackdown.commands.options import AsOfOption, StoreOption, done_unread, store_folder, told_plainly
from crackdown.console.versions import VersionsFormat

Announcement = Annotated[
    str, typer.Argument(metavar="ANNOUNCEMENT", help="An announcement by its id, the end of its IRI, or its IRI.")
]


def versions(
    announcement: Announcement,
    store: StoreOption = None,
    format_: Annotated[
        VersionsFormat, typer.Option("--format", "-f", help="text for people, jsonl for programs: one version a line.")
    ] = VersionsFormat.text,
    as_of: AsOfOption = None,
) -> None:
    """List the versions of an announcement: when each was public and loaded, and which claims it changed.

    A version is a text. The same text again, or read better, is the same version.

    **Examples:** `crackdown versions kh-gdi-2026-02-08-en` ·
    `crackdown versions --format jsonl kh-gdi-2026-02-08-en | jq '.changes[]'`
    """
    from crackdown.console.versions import print_versions
    from crackdown.reading import open_view

    with told_plainly(), open_view(store_folder(store), as_of) as view:
        print_versions(view, announcement, format_)


def withdraw(
    announcement: Announcement,
    store: StoreOption = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The first day on which it was withdrawn. Default: today."),
    ] = None,
    why: Annotated[str, typer.Option(help="The reason, in your words.")] = "",
    reason: Annotated[str, typer.Option(hidden=True)] = "",  # what `--why` was called: scripts may say it still
) -> None:
    """Note that an announcement was withdrawn by who published it: what it states is said no more from that day on.

    It is kept as an earlier version, and seen as of the days before. Loaded again, it is said again from then on.

    **Example:** `crackdown withdraw kh-gdi-2026-02-11-en --on 2026-02-20 --why "the ministry took it down"`
    """
    from crackdown.console.versions import withdraw as note

    with told_plainly(), done_unread():
        print(note(store_folder(store), announcement, on, why or reason))


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(versions)
    app.command()(withdraw)
