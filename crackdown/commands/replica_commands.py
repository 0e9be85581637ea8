"""The command on read replicas: `crackdown replica publish`; `crackdown serve --replica-of` follows."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crackdown.commands.options import StoreOption, complain, done_unread, store_folder, told_plainly
from crackdown.errors import StoreError

if TYPE_CHECKING:
    from crackdown.graph.remote.address import Place

replica = typer.Typer(
    no_args_is_help=True,
    help="Publish a store for read replicas, which `crackdown serve --replica-of` starts: a snapshot and, version by "
    "version, what changed since, with checksums.",
)


@replica.command()
def publish(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the files go; any web server may offer it.")],
    store: StoreOption = None,
    every: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", min=0.1, help="Look again and again, until Ctrl-C. Default: publish once."),
    ] = None,
) -> None:
    """Write what changed in the store since it was last published, the first time the whole of it.

    **Examples:** `crackdown replica publish /srv/crackdown` · `crackdown replica publish out --every 10`, and on
    other machines `crackdown serve --replica-of https://example.org/crackdown`
    """
    with told_plainly(), done_unread():
        place = store_folder(store)
        if every is None:
            print(publish_once(place, folder))
            return
        while True:
            try:
                print(publish_once(place, folder), file=sys.stderr)
            except StoreError as error:  # a load that goes on, a full disk, an endpoint that restarts
                complain(f"{error}; looking again in {every:g} s")
            time.sleep(every)


def publish_once(place: Place, folder: Path) -> str:
    """Publish a store's newest version, and say what was done."""
    from crackdown.graph.replica.publishing import publish as write
    from crackdown.reading import open_view

    with open_view(place) as view:
        manifest = write(view, folder, is_current=lambda: _is_current(place, view.version))
    if manifest is None:
        return f"{folder}: nothing changed since"
    deltas = f"{len(manifest.deltas)} delta{'' if len(manifest.deltas) == 1 else 's'}"
    return f"{folder}: version {manifest.version[:12]}, a snapshot and {deltas}"


def _is_current(place: Place, version: str) -> bool:
    """Tell whether an endpoint was not written while it was read; of a folder a snapshot is read."""
    if isinstance(place, Path):
        return True
    from crackdown.graph.remote.source import RemoteSource

    with RemoteSource(place) as source:
        return source.is_at(version)
