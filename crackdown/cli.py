"""The command `crackdown`: what a person types, and what is printed back.

Results go to standard output, everything else to standard error, so that every command pipes. Exit status: 0 all well,
1 something given could not be used (the rest was done), 2 wrong usage or nothing could be done, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from crackdown.commands import (
    backup_commands,
    export_commands,
    figure_commands,
    identity_commands,
    mcp_commands,
    migration_commands,
    pack_commands,
    token_commands,
    version_commands,
    xref_commands,
)
from crackdown.commands.archive_options import AllPagesOption, LanguageOption, UrlMatchingOption, to_selection
from crackdown.commands.engine_options import EngineOption, KeptOption, MasterOption, to_engine
from crackdown.commands.file_options import (
    AgainOption,
    ColumnsOption,
    JobsOption,
    OcrLanguageOption,
    OcrOption,
    WatchOption,
    to_options,
)
from crackdown.commands.language_commands import languages
from crackdown.commands.options import AsOfOption, BaseOption, StoreOption, complain, store_folder, told_plainly
from crackdown.commands.reading_options import ReadingOption, settle_reading
from crackdown.commands.replica_commands import replica
from crackdown.commands.running import (
    GraceOption,
    LogFormatOption,
    ReadOnlyOption,
    ReplicaOption,
    Running,
    WorkersOption,
)
from crackdown.commands.serving_options import (
    AnswerCacheOption,
    HeavyOption,
    InMemory,
    InMemoryOption,
    MaxRowsOption,
    QueryMemoryOption,
    ServiceOption,
    TimeoutOption,
    to_limits,
)
from crackdown.commands.source_commands import source
from crackdown.commands.token_commands import TokensOption, known_tokens
from crackdown.commands.watch_commands import watch
from crackdown.graph.remote.address import UPDATE_URL
from crackdown.loaders.llm import Mode
from crackdown.service.logs import LogFormat

if TYPE_CHECKING:
    from crackdown.intake.asking import Asking
    from crackdown.loaders import Options

app = typer.Typer(
    name="crackdown",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Turn announcements of crackdowns on online scams into a graph in which every fact leads back to its words.

Start with `crackdown load --samples`, then `crackdown serve` and open the address it prints.""",
)

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILE…",
        help="Texts, pages, PDFs, DOCX, mails, JSON Lines, CSV; a folder is walked; - is standard input.",
    ),
]
LlmOption = Annotated[
    Mode | None,
    typer.Option(
        "--llm",
        help="Also ask the language model at $CRACKDOWN_LLM_URL: link (what belongs together) or open (facts too).",
    ),
]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before a batch that costs money.")]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"crackdown {version('crackdown')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
    update_url: Annotated[
        str | None,
        typer.Option(
            "--update-url",
            metavar="URL",
            help="Where a SPARQL endpoint named by --store takes updates, if not at the usual address beside it.",
        ),
    ] = None,
) -> None:
    del version  # its callback has answered
    if update_url:
        os.environ[UPDATE_URL] = update_url  # a setting of this run, read with the others of the endpoint


@app.command()
def extract(  # noqa: PLR0913, PLR0917  one argument an option
    files: Files = None,
    llm: LlmOption = None,
    yes: YesOption = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Show the text with its facts coloured (in brackets where there are no colours), what became of each "
            "sentence, and why each fact was accepted.",
        ),
    ] = False,
    url_matching: UrlMatchingOption = None,
    language: LanguageOption = None,
    all_pages: AllPagesOption = False,
    columns: ColumnsOption = None,
    ocr: OcrOption = False,
    ocr_language: OcrLanguageOption = None,
    reading: ReadingOption = None,
) -> None:
    """Print what announcements state, one JSON record a line; with --explain, for people to read.

    Every fact comes with its evidence: the exact quote, its place in the text (code points) and a confidence. Every
    sentence comes with what became of it: `used`, `in_scope` (nothing was extracted, though it speaks of operations),
    `plan`, `background`, `not_understood`. Look at those in scope before you take silence for absence.

    **Examples:** `crackdown extract notice.txt | jq .operations` · `curl -s … | crackdown extract -` ·
    `FORCE_COLOR=1 crackdown extract --explain notice.txt | less -R`
    """
    from crackdown.intake.loading import extract_each

    if explain and llm:
        raise typer.BadParameter("--explain tells why the built-in reader accepted its facts; leave --llm out")
    with told_plainly():
        settle_reading(reading)
        selection = to_selection(url_matching, language, all_pages=all_pages)
        options = to_options(columns, ocr, ocr_language, selection)
        if explain:
            _explain(_some(files), options)
        failures = 0
        for line, problem in extract_each(_some(files), _asking(llm, yes), options):
            if problem:
                failures += 1
                complain(problem)
            else:
                print(line, flush=True)
        raise typer.Exit(1 if failures else 0)


def _explain(files: list[str], options: Options) -> NoReturn:
    from crackdown.console.printing import print_explanation
    from crackdown.intake.loading import explain_each

    failures = 0
    for explained in explain_each(files, options):
        if isinstance(explained, str):
            failures += 1
            complain(explained)
        else:
            print_explanation(explained)
    raise typer.Exit(1 if failures else 0)


@app.command()
def load(  # noqa: PLR0913, PLR0917  one argument an option
    files: Files = None,
    store: StoreOption = None,
    samples: Annotated[
        bool, typer.Option("--samples", help="Load the sample announcements that come with the package.")
    ] = False,
    records: Annotated[
        Path | None,
        typer.Option(
            "--records",
            metavar="FILE.jsonl",
            help="Load records made elsewhere, one JSON object a line as `crackdown extract` prints them; evidence may "
            "be left out.",
        ),
    ] = None,
    llm: LlmOption = None,
    yes: YesOption = False,
    url_matching: UrlMatchingOption = None,
    language: LanguageOption = None,
    all_pages: AllPagesOption = False,
    base: BaseOption = None,
    columns: ColumnsOption = None,
    ocr: OcrOption = False,
    ocr_language: OcrLanguageOption = None,
    watch: WatchOption = False,
    engine: EngineOption = None,
    master: MasterOption = None,
    kept: KeptOption = None,
    jobs: JobsOption = None,
    again: AgainOption = False,
    reading: ReadingOption = None,
) -> None:
    """Read announcements into the graph, each whole or not at all.

    The same file again changes nothing, and is not read once more unless --again is given; of a changed one, what it
    said before is kept as an earlier version. A file that cannot be read is reported, the others are loaded.

    **Examples:** `crackdown load notices/` · `crackdown load --samples` · `crackdown load page.pdf --store ./case-12`
    · `crackdown load --records facts.jsonl` · `crackdown load posts.csv --columns text=Body,published=Date` ·
    `crackdown load --watch inbox/` · `crackdown load /shared/archives --engine ray --master head:6379`
    """
    from crackdown.intake.loading import load_all, load_records, sample_folder

    if not files and not samples and not records:
        raise typer.BadParameter("name files or folders, or give --samples or --records")
    with told_plainly():
        if records and (files or samples or llm):
            raise typer.BadParameter("--records takes records alone; load files in a run of their own")
        if again and (llm or engine or records):
            raise typer.BadParameter("--llm, --engine and --records leave nothing unread; leave --again out")
        reads_with = to_engine(engine, master, kept, is_alone=bool(watch or llm or records))
        folder = store_folder(store, base)
        if records:
            raise typer.Exit(load_records(records, folder))
        settle_reading(reading)
        selection = to_selection(url_matching, language, all_pages=all_pages)
        options = to_options(columns, ocr, ocr_language, selection)
        if watch:
            if samples or llm or jobs:
                raise typer.BadParameter(
                    "--watch loads folders with the built-in reader, one file at a time; leave --samples, --llm and "
                    "--jobs out"
                )
            from crackdown.intake.inbox import watch_all

            raise typer.Exit(watch_all(files or [], folder, options, reads_again=again))
        paths = [*(files or []), *([str(sample_folder())] if samples else [])]
        if reads_with:
            from crackdown.engines.loading import load_with

            raise typer.Exit(load_with(reads_with, paths, folder, options))
        if llm and jobs and jobs > 1:
            raise typer.BadParameter("a language model is asked from one process; leave --jobs or --llm out")
        raise typer.Exit(load_all(paths, folder, _asking(llm, yes), options, jobs=jobs, reads_again=again))


@app.command()
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
        if why:
            print_why(view, read_query(sparql), format_)
        else:
            print_answer(view, read_query(sparql), format_)


@app.command()
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


@app.command()
def draw(
    name: Annotated[str, typer.Argument(metavar="IRI|NAME", help="The thing in the middle, as for `crackdown show`.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write: .html, .svg or .png.")] = Path(
        "network.html"
    ),
    store: StoreOption = None,
) -> None:
    """Draw a thing's neighbourhood: as one HTML page that opens offline and has the quotes of each line, or a picture.

    **Examples:** `crackdown draw "General Department of Immigration" -o network.html` · `crackdown draw KTI -o kti.svg`
    """
    from crackdown.reading import open_view, write_drawing

    with told_plainly(), open_view(store_folder(store)) as view:
        print(write_drawing(view, name, output))


@app.command()
def validate(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="ANNOUNCEMENT…", help="Announcements by id; none means all.")
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


@app.command()
def serve(  # noqa: PLR0913, PLR0917  one argument an option
    store: StoreOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 opens it to the network.")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(help="Port. Default: the first free one from 8470.")] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option(help="Site whose scripts may read the answers (CORS), such as https://yasgui.org; * means any."),
    ] = None,
    timeout: TimeoutOption = 30.0,
    max_rows: MaxRowsOption = 1_000_000,
    query_memory: QueryMemoryOption = 4.0,
    heavy: HeavyOption = None,
    in_memory: InMemoryOption = InMemory.auto,
    answer_cache: AnswerCacheOption = 64,
    workers: WorkersOption = 1,
    log_format: LogFormatOption = LogFormat.text,
    grace: GraceOption = 30.0,
    tokens: TokensOption = None,
    base: BaseOption = None,
    replica_of: ReplicaOption = None,
    service: ServiceOption = None,
    read_only: ReadOnlyOption = False,
    reading: ReadingOption = None,
) -> None:
    """Serve the explorer at / and the SPARQL 1.1 endpoint at /sparql until Ctrl-C.

    The store stays free: `crackdown load` may run meanwhile, and the pages follow. With --tokens (or $CRACKDOWN_TOKEN)
    holders of a token may send announcements to /announcements; without, only the explorer on this machine may, unless
    the server is --read-only.

    **Examples:** `crackdown serve` · `crackdown serve --cors '*' --timeout 10` ·
    `crackdown serve --host 0.0.0.0 --workers 4 --log-format json` ·
    `crackdown token alice tokens.txt && crackdown serve --tokens tokens.txt`
    """
    from crackdown.service.serving import following, serve_store

    with told_plainly():
        limits = to_limits(timeout, max_rows, query_memory, heavy, in_memory, answer_cache)
        place = store_folder(store, base)
        settle_reading(reading, tells=False)
        with following(place, replica_of) as replica_at:
            serve_store(
                place, host, port, origins=cors or [], limits=limits,
                running=Running(workers, log_format, grace, read_only), tokens=known_tokens(tokens),
                replica_at=replica_at, services=service or [],
            )  # fmt: skip


def _asking(mode: Mode | None, has_consent: bool) -> Asking | None:
    from crackdown.intake.asking import Asking

    return Asking(mode, has_consent, complain) if mode else None


def _some(files: list[str] | None) -> list[str]:
    if not files:
        raise typer.BadParameter("name files or folders, or - for standard input")
    return files


identity_commands.add_to(app)
version_commands.add_to(app)
app.add_typer(replica, name="replica")
figure_commands.add_to(app)
token_commands.add_to(app)
mcp_commands.add_to(app)
migration_commands.add_to(app)
export_commands.add_to(app)
backup_commands.add_to(app)
pack_commands.add_to(app)
xref_commands.add_to(app)
app.add_typer(watch, name="watch")
app.add_typer(languages, name="languages")
app.add_typer(source, name="source")


def main() -> None:
    """Run the command line; Ctrl-C ends it with status 130 and keeps what is done."""
    try:
        app()
    except KeyboardInterrupt:
        complain("stopped; what was done is kept")
        sys.exit(130)
