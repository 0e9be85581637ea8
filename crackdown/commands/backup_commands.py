"""The commands that keep a store safe: a backup, the way back from it, a check of everything, a rebuild."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crackdown.commands.options import StoreOption, done_unread, store_folder, told_plainly
from crackdown.console.checking import FindingFormat

FormatOption = Annotated[
    FindingFormat, typer.Option("--format", "-f", help="text for people; jsonl for programs, one problem a line.")
]
OriginalsOption = Annotated[
    Path | None,
    typer.Option(
        "--originals",
        metavar="FOLDER",
        exists=True,
        file_okay=False,
        help="Where the originals of sources are, if not in the store's folder.",
    ),
]


def backup(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The file to write, such as store.tar.gz; - is standard output.")
    ],
    store: StoreOption = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    originals: OriginalsOption = None,
) -> None:
    """Write all of a store that cannot be made again into one file, while servers and loads go on.

    In it: the announcements' texts, the records read from them, the graph with all judgements, the originals of
    sources and what became of them, watches, the audit log; and a manifest with the SHA-256 of each. Not in it: tokens
    and other files that somebody put into the folder. It is a gzipped tar archive, there whole or not at all.

    Exit status 1 where something in the store was found to be damaged; the backup is made all the same.

    **Examples:** `crackdown backup store.tar.gz` · `crackdown backup - | ssh elsewhere 'cat > store.tar.gz'`
    """
    from crackdown.console.backing_up import write_backup

    with told_plainly():
        raise typer.Exit(write_backup(store_folder(store), file, force=force, originals=originals))


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `crackdown backup` has written.")],
    store: StoreOption = None,
) -> None:
    """Make a store of a backup, in a folder that is new or empty.

    The whole file is checked before anything is written, and each part again as it is unpacked. The store is there
    whole or not at all, and is the one that was backed up, quad for quad.

    **Example:** `crackdown restore store.tar.gz --store ./restored`
    """
    from crackdown.console.backing_up import read_backup

    with told_plainly(), done_unread():
        read_backup(file, store)


def verify(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A backup to be checked instead of a store.")
    ] = None,
    store: StoreOption = None,
    format_: FormatOption = FindingFormat.text,
    originals: OriginalsOption = None,
) -> None:
    """Check all of a store, or of a backup: texts, records, quotes, the merged graph, identity, judgements, originals.

    It asks nobody else and writes nothing into the store. A line for each thing that is wrong: where, what was found,
    what was expected, what to do; exit status 1 then. Lines that begin with `note` are worth knowing, and nothing is
    wrong.

    **Examples:** `crackdown verify` · `crackdown verify store.tar.gz` · `crackdown verify --format jsonl | jq .where`
    """
    from crackdown.console.backing_up import verify_backup, verify_store

    with told_plainly():
        if file is None:
            raise typer.Exit(verify_store(store_folder(store), format_, originals=originals))
        if store is not None or originals is not None:
            raise typer.BadParameter("name a backup or a store, not both; a backup has its originals in it")
        raise typer.Exit(verify_backup(file, format_))


def rebuild(store: StoreOption = None) -> None:
    """Build the merged graph anew from what the announcements state, should `crackdown verify` find it wrong.

    Nothing that an announcement states is changed. A rebuild that is broken off is done again by whoever next opens the
    store.

    **Example:** `crackdown rebuild --store ./case-12`
    """
    from crackdown.console.backing_up import rebuild_store

    with told_plainly(), done_unread():
        rebuild_store(store_folder(store))


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (backup, restore, verify, rebuild):
        app.command()(command)
