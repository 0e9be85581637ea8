"""The commands that look at the graph: questions in SPARQL, one thing with its quotes, a drawing, the shapes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crackdown.commands.options import AsOfOption, StoreOption, complain, store_folder, told_plainly


def query(
    sparql: Annotated[
        str, typer.Argument(metavar="SPARQL|FILE.rq", help="The query, a file that holds it, or - for standard input.")
    ],
    store: StoreOption = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="csv, tsv, json, xml (SELECT, ASK); turtle, ntriples, jsonld, rdfxml (CONSTRUCT, DESCRIBE); "
            "with --why: text, jsonl, json.",
        ),
    ] = None,
    as_of: AsOfOption = None,
    why: Annotated[
        bool, typer.Option("--why", help="Add to each row of a SELECT the claims and quotes that support it.")
    ] = False,
) -> None:
    """Ask the graph in SPARQL 1.1. The project's prefixes need no declaration.

    Prints a table on a terminal and CSV (Turtle for CONSTRUCT and DESCRIBE) into a pipe.

    With --why each of the first hundred rows comes with the quotes behind it: as text on a terminal, as JSON Lines into
    a pipe.

    **Examples:** `crackdown query 'SELECT ?name WHERE { ?op crk:departedFrom/schema:iataCode "KTI" ;
    crk:directedBy/rdfs:label ?name }'` · `crackdown query question.rq --as-of 2026-02-10 --why` ·
    `crackdown query question.rq --why | jq '.support[].quote'`
    """
    from crackdown.console.printing import print_answer
    from crackdown.console.why import print_why
    from crackdown.reading import open_view, read_query

    with told_plainly(), open_view(store_folder(store), as_of) as view:
        from crackdown.graph.sparql.slips import unknown_terms  # loaded once the store has set the base

        asked = read_query(sparql)
        if why:
            print_why(view, asked, format_)
        else:
            print_answer(view, asked, format_)
        for slip in unknown_terms(asked):
            complain(slip)


def show(
    name: Annotated[
        str,
        typer.Argument(metavar="IRI|NAME", help="An IRI, the end of one, a code (KTI, KH) or a name in any script."),
    ],
    store: StoreOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Print what is known of one thing, each fact with its quote and the announcement behind it.

    **Examples:** `crackdown show "Sok Veasna"` · `crackdown show KTI --as-of 2026-02-10` ·
    `crackdown show operation/kh-2026-02-08-deportation-312`
    """
    from crackdown.console.printing import print_entity
    from crackdown.reading import open_view

    with told_plainly(), open_view(store_folder(store), as_of) as view:
        print_entity(view, name)


def draw(
    name: Annotated[str, typer.Argument(metavar="IRI|NAME", help="The thing in the middle, as for `crackdown show`.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write: .html, .svg or .png.")] = Path(
        "network.html"
    ),
    store: StoreOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Draw a thing's neighbourhood: as one HTML page that opens offline and has the quotes of each line, or a picture.

    **Examples:** `crackdown draw "General Department of Immigration" -o network.html` · `crackdown draw KTI -o kti.svg`
    """
    from crackdown.reading import open_view, write_drawing

    with told_plainly(), open_view(store_folder(store), as_of) as view:
        print(write_drawing(view, name, output))


def validate(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="ANNOUNCEMENT", help="Announcements by id; none means all.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Check announcements in the graph against the SHACL shapes.

    Exit status 1 where a violation is found; warnings (a fact the text does not give) leave it at 0.
    """
    from crackdown.console.printing import print_validation
    from crackdown.reading import open_view

    with told_plainly(), open_view(store_folder(store)) as view:
        raise typer.Exit(print_validation(view, names or []))


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (query, show, draw, validate):
        app.command()(command)
