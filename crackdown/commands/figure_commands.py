"""The commands on figures: the numbers that were said, whether they can be right, and what both sides say."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from crackdown.commands.options import AsOfOption, StoreOption, TableOption, store_folder, told_plainly
from crackdown.console.checking import FindingFormat
from crackdown.console.printing import TableFormat
from crackdown.errors import InputError


def figures(
    operation: Annotated[
        str,
        typer.Argument(metavar="OPERATION", help="The operation's IRI, or the end of one, as for `crackdown show`."),
    ],
    store: StoreOption = None,
    format_: TableOption = TableFormat.text,
    as_of: AsOfOption = None,
) -> None:
    """Print every number that was said of one operation: who said it, when, in which words.

    Group by group (all, women, men, each nationality), with a line that tells whether the numbers agree, allow each
    other ("more than 300" and "312") or are disputed. Nothing is averaged and nothing is picked.

    **Examples:** `crackdown figures operation/kh-2026-02-08-deportation-312 --as-of 2026-02-10` ·
    `crackdown figures operation/kh-2026-02-08-deportation-740 --format csv > figures.csv`
    """
    from crackdown.console.figures import print_figures
    from crackdown.reading import open_view

    with told_plainly(), open_view(store_folder(store), as_of) as view:
        print_figures(view, operation, format_)


def check_figures(
    store: StoreOption = None,
    language: Annotated[
        str,
        typer.Option("--language", "-l", help="Language of the sentences: ar de en es fr id ja km ko ru th vi zh."),
    ] = "en",
    format_: Annotated[
        FindingFormat, typer.Option("--format", "-f", help="text for people, jsonl for programs.")
    ] = FindingFormat.text,
    all_: Annotated[bool, typer.Option("--all", help="List sums that add up, too.")] = False,
    write: Annotated[
        bool,
        typer.Option("--write", help="Also keep the findings in graph:findings for SPARQL, until something is loaded."),
    ] = False,
    as_of: AsOfOption = None,
) -> None:
    """Check the arithmetic of all figures, within announcements and between them; the gravest findings first.

    Do parts add up to their total, women and men to all, is a nationality larger than the whole, does a running total
    fall, do announcements give different numbers of one operation? Each finding shows the numbers with their quotes.
    Exit status 1 where numbers contradict each other; doubts leave it at 0.

    **Examples:** `crackdown check` · `crackdown check --language km` ·
    `crackdown check --all --format jsonl | jq -r .text`
    """
    from crackdown.console.checking import print_check, write_findings

    with told_plainly():
        if write and as_of is not None:
            raise InputError("--write keeps the findings of today; leave out --as-of")
        place = store_folder(store)
        status = print_check(place, format_, language=language, all_=all_, as_of=as_of)
        if write:
            print(f"{write_findings(place)} findings written to graph:findings", file=sys.stderr)
        raise typer.Exit(status)


def ledger(
    store: StoreOption = None,
    format_: TableOption = TableFormat.text,
    only_open: Annotated[
        bool, typer.Option("--open", help="Only what is not matched: a work list of halves to look for.")
    ] = False,
    as_of: AsOfOption = None,
) -> None:
    """Set what the sending side says of each transfer beside what the receiving side says: people, date, airport.

    A transfer is a deportation, repatriation or extradition to one country. It is `matched` where both sides, each in
    words of its own, tell of it and how many people, and agree; `differs` where they do not. `no number` and
    `one voice` are told of by both all the same; `only sent`, `only received` and `neither` tell whose word is missing.

    **Examples:** `crackdown ledger` · `crackdown ledger --open --format csv > to-look-for.csv`
    """
    from crackdown.console.ledger import print_ledger
    from crackdown.reading import open_view

    with told_plainly(), open_view(store_folder(store), as_of) as view:
        print_ledger(view, format_, only_open=only_open)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(figures)
    app.command(name="check")(check_figures)
    app.command()(ledger)
