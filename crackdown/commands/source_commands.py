"""The commands on sources: which there are, whether they work, and fetching what is new."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crackdown.commands.file_options import AgainOption
from crackdown.commands.options import BaseOption, StoreOption, complain, done_unread, store_folder, told_plainly
from crackdown.commands.reading_options import ReadingOption, settle_reading
from crackdown.errors import InputError
from crackdown.settings import Settings, state_folder

if TYPE_CHECKING:
    from crackdown.loaders.fetching import Fetcher

source = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="""Fetch announcements from the agencies and newspapers that publish them: feeds, sitemaps, pages of links.

Politely: robots.txt is heeded, a server is asked once in two seconds, unchanged pages are not sent again. Every
original is archived with its headers.""",
)
Ids = Annotated[list[str] | None, typer.Argument(metavar="ID", help="Sources by id; none means all.")]
SourcesOption = Annotated[
    Path | None,
    typer.Option("--sources", metavar="DIR", help="Folder of sources of your own. Default: $CRACKDOWN_SOURCES."),
]
ContactOption = Annotated[
    str | None,
    typer.Option(
        "--contact",
        metavar="ADDRESS",
        help="Your mail address or page, told to servers so that they can complain. Default: $CRACKDOWN_CONTACT.",
    ),
]
PrivateOption = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        help="Also fetch from addresses that are not public, without pausing there: for tests and intranets.",
    ),
]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="DAY", help="Leave pages that are dated earlier, such as 2026-02-10.")
]


@source.command(name="list")
def list_(sources: SourcesOption = None, store: StoreOption = None) -> None:
    """List the sources: publisher, languages, kind, and how the last run ended.

    `verified` tells whether somebody has seen a source work against the real server.
    """
    from crackdown.console.source_checks import print_sources
    from crackdown.loaders.publishers import read_sources

    with told_plainly():
        print_sources(read_sources(_folder(sources)), store_folder(store))


@source.command()
def check(
    ids: Ids = None,
    sources: SourcesOption = None,
    since: SinceOption = None,
    contact: ContactOption = None,
    allow_private: PrivateOption = False,
    store: StoreOption = None,
) -> None:
    """Ask for robots.txt and the list of sources, and say what would be taken; nothing is stored.

    Exit status 1 where a source does not give what its YAML expects.

    **Example:** `crackdown source check un-unodc`
    """
    from crackdown.console.source_checks import check_sources
    from crackdown.loaders.publishers import read_sources

    with told_plainly():
        chosen = read_sources(_folder(sources), ids)
        fetcher = _fetcher(contact, allow_private=allow_private)
        raise typer.Exit(check_sources(chosen, store_folder(store), fetcher, _day(since), 10))


@source.command()
def run(  # noqa: PLR0913, PLR0917  one argument an option
    ids: Ids = None,
    sources: SourcesOption = None,
    since: SinceOption = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, help="Fetch so many pages of each source at the most.")
    ] = None,
    recheck: Annotated[
        bool, typer.Option("--recheck", help="Ask for all known pages again: did they change, were they withdrawn?")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be fetched, as `check` does.")
    ] = False,
    replay: Annotated[
        bool, typer.Option("--replay", help="Fetch nothing: load everything anew from the archived originals.")
    ] = False,
    again: AgainOption = False,
    originals: Annotated[
        Path | None,
        typer.Option("--originals", metavar="FOLDER", help="Where the originals are. Default: in the store's folder."),
    ] = None,
    contact: ContactOption = None,
    allow_private: PrivateOption = False,
    store: StoreOption = None,
    base: BaseOption = None,
    reading: ReadingOption = None,
) -> None:
    """Fetch new and changed pages of sources, archive them, read them, and load one transaction each.

    A second run fetches only what is new. What a stopped run archived is loaded by the next one. Exit status 1 where a
    page could not be fetched or read, or a source did not give what its YAML expects; the rest is done.

    **Examples:** `crackdown source run un-unodc --since 2026-02-01 --limit 20` ·
    `crackdown source run --replay --store ./again --originals ./store/originals`
    """
    from crackdown.console.source_checks import check_sources
    from crackdown.intake.sourcing import Wanted, replay_sources, run_sources
    from crackdown.loaders.publishers import read_sources

    if again and not replay:
        raise typer.BadParameter("--again is for --replay; a run reads what is new or has changed")
    with told_plainly(), done_unread():
        chosen, place = read_sources(_folder(sources), ids), store_folder(store, base)
        folder, wanted = originals or state_folder(place) / "originals", Wanted(_day(since), limit, recheck)
        if not dry_run:
            settle_reading(reading)
        if replay:
            raise typer.Exit(replay_sources(chosen, place, folder, wanted, reads_again=again, are_all=not ids))
        if dry_run:
            fetcher = _fetcher(contact, allow_private=allow_private)
            raise typer.Exit(check_sources(chosen, place, fetcher, wanted.since, limit or 10, recheck=recheck))
        raise typer.Exit(
            run_sources(chosen, place, folder, lambda: _fetcher(contact, allow_private=allow_private), wanted)
        )


def _folder(given: Path | None) -> Path | None:
    return given or Settings.from_environment().sources


def _day(given: str | None) -> str | None:
    from datetime import date

    try:
        return date.fromisoformat(given).isoformat() if given else None
    except ValueError:
        raise InputError(f"--since {given}: this is no day; write it as 2026-02-10") from None


def _fetcher(contact: str | None, *, allow_private: bool) -> Fetcher:
    from crackdown.loaders.fetching import Fetcher

    contact = contact or os.environ.get("CRACKDOWN_CONTACT")
    if not contact and not allow_private:
        complain("no contact is told to the servers; give --contact or set $CRACKDOWN_CONTACT to your address")
    return Fetcher(contact=contact, allow_private=allow_private)
