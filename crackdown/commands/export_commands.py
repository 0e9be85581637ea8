"""The commands that hand the graph on: exports in the formats of other tools, and releases of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crackdown.commands.options import AsOfOption, StoreOption, store_folder, told_plainly


def export(
    format_: Annotated[
        str | None, typer.Argument(metavar="FORMAT", help="nquads, csv, gexf…; --list names them all.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="File to write; a folder (or FILE.zip) for formats of several files. Default: a pipe.",
        ),
    ] = None,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="TYPE",
            help="Only things of a type, such as operation; may be repeated. Tables, networks.",
        ),
    ] = None,
    default_graph: Annotated[
        bool,
        typer.Option("--default-graph", help="RDF: the merged graph, inferences included, not the named graphs."),
    ] = False,
    list_: Annotated[bool, typer.Option("--list", help="List the formats and leave.")] = False,
) -> None:
    """Write the graph in a format of another tool: RDF, tables, networks, FollowTheMoney, Neo4j, i2, metadata.

    Whatever an announcement states leads back to its quotes. One file goes to a pipe or to -o; it is written beside its
    place and moved there when it is whole. The same graph gives the same bytes.

    **Examples:** `crackdown export --list` · `crackdown export nquads | gzip > graph.nq.gz` ·
    `crackdown export csv -o tables` · `crackdown export gexf --only official --only agency -o network.gexf` ·
    `crackdown export turtle --as-of 2026-02-10 -o february.ttl`
    """
    from crackdown.console.exporting import print_formats, write_export

    with told_plainly():
        if list_:
            print_formats()
        elif format_ is None:
            raise typer.BadParameter("name a format, or give --list")
        else:
            write_export(format_, output, store_folder(store), as_of, only or [], default_graph=default_graph)


def release(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of all releases; one folder each.")],
    format_: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", metavar="FORMAT", help="Formats to write; may be repeated. Default: all."),
    ] = None,
    as_: Annotated[
        str | None, typer.Option("--as", metavar="VERSION", help="Name of the release. Default: 1, 2, 3…")
    ] = None,
    license_: Annotated[
        str | None, typer.Option("--license", help="Address or name of the data's licence, for the metadata.")
    ] = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Make nothing; check every file and every delta of the releases there.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Make a release: the graph in all formats with version, checksums, metadata and what changed since the last one.

    In `FOLDER/VERSION/`: the files, `manifest.json`, `SHA256SUMS` (for `sha256sum -c`), `croissant.json` and
    `dcat.jsonld`; from the second on `delta/added.nq` and `delta/removed.nq`. Of an unchanged graph no release is made.
    With --verify, exit status 1 where something is wrong.

    **Examples:** `crackdown release releases` · `crackdown release releases --as 2026-02 --format csv --format gexf` ·
    `crackdown release --verify releases`
    """
    from crackdown.console.exporting import verify_releases, write_release

    with told_plainly():
        if verify:
            raise typer.Exit(verify_releases(folder))
        write_release(folder, format_ or [], as_, license_, store_folder(store))


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(export)
    app.command()(release)
