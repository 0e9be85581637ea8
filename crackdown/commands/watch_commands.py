"""The commands on saved queries that tell when their answer changes: `crackdown watch`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crackdown.commands.options import StoreOption, complain, done_unread, store_folder, told_plainly

if TYPE_CHECKING:
    from crackdown.graph.watching import Watches

watch = typer.Typer(
    no_args_is_help=True,
    help="Save a query that tells when its answer changes: by a webhook, a message or a feed, each new row with the "
    "quotes behind it.",
)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="What the watch is called.")]


@watch.command()
def add(  # noqa: PLR0913, PLR0917  one argument an option
    name: NameArgument,
    sparql: Annotated[
        str, typer.Argument(metavar="SPARQL|FILE.rq", help="A SELECT or an ASK, a file that holds it, or - for stdin.")
    ],
    store: StoreOption = None,
    key: Annotated[
        list[str] | None,
        typer.Option("--key", metavar="COLUMN", help="A row of the same value here is the same row, changed. Repeats."),
    ] = None,
    webhook: Annotated[str | None, typer.Option(metavar="URL", help="Post each hit there as JSON.")] = None,
    mail: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write each hit there as a message (.eml); none is sent.")
    ] = None,
    mail_to: Annotated[
        str | None, typer.Option("--mail-to", metavar="ADDRESS", help="Whom the messages are for.")
    ] = None,
    feed: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Keep the last hundred hits there as an Atom feed.")
    ] = None,
    from_start: Annotated[
        bool, typer.Option("--from-start", help="Tell what is there now as new, in the first run.")
    ] = False,
) -> None:
    """Save a query, and remember its answer as it is now.

    Rows are compared as a set, so ORDER BY makes no difference. What is told is also printed by `crackdown watch run`.

    **Examples:** `crackdown watch add kti 'SELECT ?op { ?op crk:departedFrom airport:VDTI }' --feed kti.atom` ·
    `crackdown watch add disputed disputed.rq --key op --webhook https://example.org/hook --mail outbox`
    """
    from crackdown.console.watching import add_watch
    from crackdown.reading import read_query

    with told_plainly(), done_unread():
        place, query = store_folder(store), read_query(sparql)

        from crackdown.graph.sparql.slips import unknown_terms  # both loaded once the store has set the base
        from crackdown.graph.watching import Watch

        saved = Watch(
            name=name,
            query=query,
            keys=tuple(key or ()),
            webhook=webhook,
            mail=mail.absolute() if mail else None,
            mail_to=mail_to,
            feed=feed.absolute() if feed else None,
        )
        count = add_watch(place, saved, from_start=from_start)
        for slip in unknown_terms(query):
            complain(slip)
        rows = f"{count} row{'' if count == 1 else 's'}"
        print(f"{name}: {rows} now, told as new in the first run" if from_start else f"{name}: {rows} remembered")


@watch.command("list")
def list_(store: StoreOption = None) -> None:
    """List the watches: what each is called, where it tells, when it was last asked and what waits to be delivered."""
    from crackdown.console.watching import list_watches

    with told_plainly():
        for line in list_watches(_watches(store)):
            print(line)


@watch.command()
def show(name: NameArgument, store: StoreOption = None) -> None:
    """Print a watch: its query, where it tells, what waits to be delivered and why, and its last hits."""
    from crackdown.console.printing import plain
    from crackdown.console.watching import show_watch

    with told_plainly():
        for line in show_watch(_watches(store), name):
            print(plain(line))


@watch.command()
def remove(name: NameArgument, store: StoreOption = None) -> None:
    """Forget a watch and what it had still to deliver; messages and the feed that it wrote stay where they are."""
    with told_plainly(), done_unread():
        watches = _watches(store)
        with watches.locked():
            watches.remove(name)
        print(f"{name}: removed")


@watch.command()
def run(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME", help="Which; none means all.")] = None,
    store: StoreOption = None,
    every: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", min=0.1, help="Look again and again, until Ctrl-C. Default: look once."),
    ] = None,
) -> None:
    """Ask the saved queries again, and tell what changed: as text on a terminal, as JSON Lines into a pipe.

    A hit that cannot be delivered is tried again in later runs, after 30 seconds, then twice as long each time up to
    six hours; exit status 1 where something did not work. With $CRACKDOWN_WATCH_SECRET webhooks are signed.

    **Examples:** `crackdown watch run` from cron · `crackdown watch run --every 60` beside `crackdown serve`
    """
    from crackdown.console.watching import run_watches

    with told_plainly():
        raise typer.Exit(0 if run_watches(store_folder(store), names or [], every, complain) else 1)


@watch.command()
def schema() -> None:
    """Print the JSON Schema of what a webhook is sent; `data` in it is what `crackdown watch run` prints."""
    from crackdown.graph.watching.hit import schema as schema_of

    print(json.dumps(schema_of(), indent=2))


def _watches(store: str | None) -> Watches:
    from crackdown.graph.watching import Watches
    from crackdown.settings import state_folder

    return Watches(state_folder(store_folder(store)))
