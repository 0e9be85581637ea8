"""The commands on identity: whose words, what is one, and what people decide about it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crackdown.commands.engine_options import EngineOption, MasterOption, to_engine
from crackdown.commands.options import AsOfOption, StoreOption, done_unread, store_folder, told_plainly
from crackdown.console.clusters import ClusterFormat
from crackdown.console.origins import OriginsFormat
from crackdown.console.reviewing import ThingType, VerdictChoice


def origins(
    name: Annotated[
        str, typer.Argument(metavar="OPERATION", help="An operation, or any thing, named as for `crackdown show`.")
    ],
    store: StoreOption = None,
    format_: Annotated[
        OriginsFormat, typer.Option("--format", "-f", help="text for people, jsonl for programs: one report a line.")
    ] = OriginsFormat.text,
    as_of: AsOfOption = None,
) -> None:
    """Print who really said it, as a tree: speaker → relay → copy.

    An origin is somebody whose words were carried: the announcing official or agency, else the publisher. Their
    translations and relays are reports of one origin, copies of one text are one report; only origins that share no
    speaker are independent.

    **Examples:** `crackdown origins operation/kh-2026-02-08-deportation-312` ·
    `crackdown origins --format jsonl KTI | jq -r .announcement`
    """
    from crackdown.console.origins import print_origins
    from crackdown.reading import open_view

    with told_plainly(), open_view(store_folder(store), as_of) as view:
        print_origins(view, name, format_)


def clusters(
    store: StoreOption = None,
    format_: Annotated[
        ClusterFormat, typer.Option("--format", "-f", help="text for people, jsonl for programs.")
    ] = ClusterFormat.text,
    merged: Annotated[bool, typer.Option("--merged", help="Only what several announcements or names tell of.")] = False,
    records: Annotated[
        Path | None,
        typer.Option(
            "--records",
            metavar="FILE.jsonl",
            help="Not of the store, but of records as `crackdown load --records` takes them: all at once, none stored.",
        ),
    ] = None,
    engine: EngineOption = None,
    master: MasterOption = None,
) -> None:
    """List operations, officials, agencies, airports and places with the announcements' own that each is made of.

    A member is `announcement#position`, counted in the announcement's record from 0, in the list of its type.

    **Examples:** `crackdown clusters --merged` · `crackdown clusters --format jsonl | jq .members` ·
    `crackdown clusters --records facts.jsonl --engine ray --master head:6379`
    """
    from crackdown.console.clusters import print_clusters, print_clusters_of

    with told_plainly():
        resolves_with = to_engine(engine, master, None, is_alone=records is None)
        if records:
            raise typer.Exit(print_clusters_of(records, resolves_with, format_, only_merged=merged))
        print_clusters(store_folder(store), format_, only_merged=merged)


def review(
    type_: Annotated[ThingType | None, typer.Option("--type", help="Ask about these only.")] = None,
    store: StoreOption = None,
    merged: Annotated[
        bool, typer.Option("--merged", help="Go over what the program merged, the least sure first.")
    ] = False,
    list_: Annotated[bool, typer.Option("--list", help="Only print the questions, one JSON object a line.")] = False,
    limit: Annotated[int | None, typer.Option(help="At most so many with --list.")] = None,
    by: Annotated[str | None, typer.Option(help="Who decides. Default: your user name.")] = None,
) -> None:
    """Decide what is one and what is not: both sides with their quotes, one key each.

    Every answer is kept at once and outranks the program; `z` takes the last one back. Answers may also come through a
    pipe, a letter a line.

    **Examples:** `crackdown review` · `crackdown review --merged --type operation` ·
    `crackdown review --list | jq .reasons`
    """
    from crackdown.console.reviewing import list_questions
    from crackdown.console.reviewing import review as ask

    with told_plainly():
        if list_:
            list_questions(store_folder(store), type_, merged=merged, limit=limit)
        else:
            ask(store_folder(store), type_, merged=merged, by=by)


def judge(
    one: Annotated[
        str, typer.Argument(metavar="ONE", help="A member's IRI or the end of it, as `review` prints it, or a name.")
    ],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The member to compare it with.")],
    verdict: Annotated[
        VerdictChoice | None, typer.Argument(metavar="VERDICT", help="same, different, undecided.")
    ] = None,
    store: StoreOption = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take back what was judged of the two.")] = False,
    why: Annotated[str, typer.Option(help="The reason, in your words.")] = "",
    by: Annotated[str | None, typer.Option(help="Who decides. Default: your user name.")] = None,
) -> None:
    """Keep one judgement on two members, or take it back.

    **Examples:** `crackdown judge "Sok Veasna" official/kh-sar-sokha different --why "two men"` ·
    `crackdown judge "Sok Veasna" official/kh-sar-sokha --undo`
    """
    from crackdown.console.reviewing import checked_undo, judge_and_tell

    with told_plainly(), done_unread():
        print(judge_and_tell(store_folder(store), one, other, checked_undo(verdict, undo=undo), by=by, why=why))


def judgements(
    store: StoreOption = None,
    format_: Annotated[ClusterFormat, typer.Option("--format", "-f", help="text for people, jsonl for programs.")] = (
        ClusterFormat.text
    ),
    all_: Annotated[bool, typer.Option("--all", help="Also those that were taken back.")] = False,
) -> None:
    """List what people decided on identity: who, when, why.

    Exit status 1 where judgements contradict each other: A is B and B is C, but A is not C.
    """
    from crackdown.console.reviewing import print_judgements

    with told_plainly():
        jsonl = format_ is ClusterFormat.jsonl
        raise typer.Exit(print_judgements(store_folder(store), jsonl=jsonl, taken_back=all_))


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(origins)
    app.command()(clusters)
    app.command()(review)
    app.command()(judge)
    app.command()(judgements)
