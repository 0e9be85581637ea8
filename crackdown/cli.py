"""The command `crackdown`: what a person types, and what is printed back.

Results go to standard output, everything else to standard error, so that every command pipes. Exit status: 0 all well,
1 something given could not be used (the rest was done), 2 wrong usage or nothing could be done, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from crackdown.checking import FindingFormat
from crackdown.clusters import ClusterFormat
from crackdown.errors import CrackdownError
from crackdown.loaders.llm import Mode
from crackdown.origins import OriginsFormat
from crackdown.printing import TableFormat
from crackdown.reviewing import ThingType, VerdictChoice
from crackdown.settings import Settings

if TYPE_CHECKING:
    from crackdown.asking import Asking

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

StoreOption = Annotated[
    Path | None,
    typer.Option(
        "--store", help="Folder that holds the graph. Default: $CRACKDOWN_STORE, else the user data directory."
    ),
]
Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE…", help="Text or HTML files; a folder is walked; - reads standard input."),
]
LlmOption = Annotated[
    Mode | None,
    typer.Option(
        "--llm",
        help="Also ask the language model at $CRACKDOWN_LLM_URL: link (what belongs together) or open (facts too).",
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help="Ask what the public record said on that day: only what was published by then, such as 2026-02-10.",
    ),
]
TableOption = Annotated[
    TableFormat, typer.Option("--format", "-f", help="text for people; jsonl or csv for programs, one row a line.")
]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before a batch that costs money.")]


def _store_folder(given: Path | None) -> Path:
    return given if given is not None else Settings.from_environment().store


@contextmanager
def _told_plainly() -> Iterator[None]:
    """The one border where every error becomes a sentence on standard error and an exit status."""
    try:
        yield
    except CrackdownError as error:
        _complain(str(error))
        raise typer.Exit(2) from None
    except BrokenPipeError:
        # The reader of our pipe has had enough (`crackdown query … | head`): that is no error. Standard output is
        # pointed away so that the interpreter's last flush does not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


def _complain(message: str) -> None:
    print(f"crackdown: {message}", file=sys.stderr)


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
) -> None:
    pass


@app.command()
def extract(
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
) -> None:
    """Print what announcements state, one JSON record a line; with --explain, for people to read.

    Every fact comes with its evidence: the exact quote, its place in the text (code points) and a confidence. Every
    sentence comes with what became of it: `used`, `in_scope` (nothing was extracted, though it speaks of operations),
    `plan`, `background`, `not_understood`. Look at those in scope before you take silence for absence.

    **Examples:** `crackdown extract notice.txt | jq .operations` · `curl -s … | crackdown extract -` ·
    `FORCE_COLOR=1 crackdown extract --explain notice.txt | less -R`
    """
    from crackdown.loading import extract_each

    if explain and llm:
        raise typer.BadParameter("--explain tells why the built-in reader accepted its facts; leave --llm out")
    with _told_plainly():
        if explain:
            _explain(_some(files))
        failures = 0
        for line, problem in extract_each(_some(files), _asking(llm, yes)):
            if problem:
                failures += 1
                _complain(problem)
            else:
                print(line, flush=True)
        raise typer.Exit(1 if failures else 0)


def _explain(files: list[str]) -> NoReturn:
    from crackdown.loading import explain_each
    from crackdown.printing import print_explanation

    failures = 0
    for explained in explain_each(files):
        if isinstance(explained, str):
            failures += 1
            _complain(explained)
        else:
            print_explanation(explained)
    raise typer.Exit(1 if failures else 0)


@app.command()
def load(
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
) -> None:
    """Read announcements into the graph, one transaction each.

    The same file again changes nothing; a changed file replaces what it said. A file that cannot be read is reported,
    the others are loaded.

    **Examples:** `crackdown load notices/` · `crackdown load --samples` · `crackdown load page.html --store ./case-12`
    · `crackdown load --records facts.jsonl`
    """
    from crackdown.loading import load_all, load_records, sample_folder

    if not files and not samples and not records:
        raise typer.BadParameter("name files or folders, or give --samples or --records")
    with _told_plainly():
        if records and (files or samples or llm):
            raise typer.BadParameter("--records takes records alone; load files in a run of their own")
        if records:
            raise typer.Exit(load_records(records, _store_folder(store)))
        paths = [*(files or []), *([str(sample_folder())] if samples else [])]
        raise typer.Exit(load_all(paths, _store_folder(store), _asking(llm, yes)))


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
    from crackdown.printing import print_answer
    from crackdown.reading import open_view, read_query
    from crackdown.why import print_why

    with _told_plainly(), open_view(_store_folder(store), as_of) as view:
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
    from crackdown.printing import print_entity
    from crackdown.reading import open_view

    with _told_plainly(), open_view(_store_folder(store), as_of) as view:
        print_entity(view, name)


@app.command()
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
    from crackdown.origins import print_origins
    from crackdown.reading import open_view

    with _told_plainly(), open_view(_store_folder(store), as_of) as view:
        print_origins(view, name, format_)


@app.command()
def clusters(
    store: StoreOption = None,
    format_: Annotated[
        ClusterFormat, typer.Option("--format", "-f", help="text for people, jsonl for programs.")
    ] = ClusterFormat.text,
    merged: Annotated[bool, typer.Option("--merged", help="Only what several announcements or names tell of.")] = False,
) -> None:
    """List operations, officials, agencies, airports and places with the announcements' own that each is made of.

    A member is `announcement#position`, counted in the announcement's record from 0, in the list of its type.

    **Examples:** `crackdown clusters --merged` · `crackdown clusters --format jsonl | jq .members`
    """
    from crackdown.clusters import print_clusters

    with _told_plainly():
        print_clusters(_store_folder(store), format_, only_merged=merged)


@app.command()
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
    from crackdown.reviewing import list_questions
    from crackdown.reviewing import review as ask

    with _told_plainly():
        if list_:
            list_questions(_store_folder(store), type_, merged=merged, limit=limit)
        else:
            ask(_store_folder(store), type_, merged=merged, by=by)


@app.command()
def judge(
    one: Annotated[str, typer.Argument(metavar="ONE", help="A member's IRI or the end of it, as `review` prints it.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The member to compare it with.")],
    verdict: Annotated[
        VerdictChoice | None, typer.Argument(metavar="[VERDICT]", help="same, different, undecided.")
    ] = None,
    store: StoreOption = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take back what was judged of the two.")] = False,
    why: Annotated[str, typer.Option(help="The reason, in your words.")] = "",
    by: Annotated[str | None, typer.Option(help="Who decides. Default: your user name.")] = None,
) -> None:
    """Keep one judgement on two members, or take it back.

    **Examples:** `crackdown judge official/kh-sok-dara official/kh-dara-sok same --why "same post"` ·
    `crackdown judge official/kh-sok-dara official/kh-dara-sok --undo`
    """
    from crackdown.reviewing import checked_undo
    from crackdown.reviewing import judge as keep

    with _told_plainly():
        moved = keep(_store_folder(store), one, other, checked_undo(verdict, undo=undo), by=by, why=why)
        print(f"kept; {moved} announcement{'' if moved == 1 else 's'} written again")


@app.command()
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
    from crackdown.reviewing import print_judgements

    with _told_plainly():
        jsonl = format_ is ClusterFormat.jsonl
        raise typer.Exit(print_judgements(_store_folder(store), jsonl=jsonl, taken_back=all_))


@app.command()
def figures(
    operation: Annotated[
        str,
        typer.Argument(metavar="OPERATION", help="The operation's IRI, or the end of one, as for `crackdown show`."),
    ],
    store: StoreOption = None,
    format_: TableOption = TableFormat.text,
) -> None:
    """Print every number that was said of one operation: who said it, when, in which words.

    Group by group (all, women, men, each nationality), with a line that tells whether the numbers agree, allow each
    other ("more than 300" and "312") or are disputed. Nothing is averaged and nothing is picked.

    **Examples:** `crackdown figures operation/kh-2026-02-08-deportation-312` ·
    `crackdown figures operation/kh-2026-02-08-deportation-740 --format csv > figures.csv`
    """
    from crackdown.figures import print_figures
    from crackdown.reading import open_view

    with _told_plainly(), open_view(_store_folder(store)) as view:
        print_figures(view, operation, format_)


@app.command(name="check")
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
) -> None:
    """Check the arithmetic of all figures, within announcements and between them; the gravest findings first.

    Do parts add up to their total, women and men to all, is a nationality larger than the whole, does a running total
    fall, do announcements give different numbers of one operation? Each finding shows the numbers with their quotes.
    Exit status 1 where numbers contradict each other; doubts leave it at 0.

    **Examples:** `crackdown check` · `crackdown check --language km` ·
    `crackdown check --all --format jsonl | jq -r .text`
    """
    from crackdown.checking import print_check, write_findings

    with _told_plainly():
        folder = _store_folder(store)
        status = print_check(folder, format_, language=language, all_=all_)
        if write:
            print(f"{write_findings(folder)} findings written to graph:findings", file=sys.stderr)
        raise typer.Exit(status)


@app.command()
def ledger(
    store: StoreOption = None,
    format_: TableOption = TableFormat.text,
    only_open: Annotated[
        bool, typer.Option("--open", help="Only what is not matched: a work list of halves to look for.")
    ] = False,
) -> None:
    """Set what the sending side says of each transfer beside what the receiving side says: people, date, airport.

    A transfer is a deportation, repatriation or extradition to one country. It is `matched` where both sides tell of it
    and agree, `differs` where they do not; `only sent`, `only received` and `neither` tell whose word is missing.

    **Examples:** `crackdown ledger` · `crackdown ledger --open --format csv > to-look-for.csv`
    """
    from crackdown.ledger import print_ledger
    from crackdown.reading import open_view

    with _told_plainly(), open_view(_store_folder(store)) as view:
        print_ledger(view, format_, only_open=only_open)


@app.command()
def draw(
    name: Annotated[str, typer.Argument(metavar="IRI|NAME", help="The thing in the middle, as for `crackdown show`.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")] = Path("network.html"),
    store: StoreOption = None,
) -> None:
    """Draw a thing's neighbourhood as one HTML page that opens offline.

    **Example:** `crackdown draw "General Department of Immigration" -o network.html`
    """
    from crackdown.reading import open_view, write_drawing

    with _told_plainly(), open_view(_store_folder(store)) as view:
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
    from crackdown.printing import print_validation
    from crackdown.reading import open_view

    with _told_plainly(), open_view(_store_folder(store)) as view:
        raise typer.Exit(print_validation(view, names or []))


@app.command()
def serve(
    store: StoreOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 opens it to the network.")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(help="Port. Default: the first free one from 8470.")] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option(help="Site whose scripts may read the answers (CORS), such as https://yasgui.org; * means any."),
    ] = None,
) -> None:
    """Serve the explorer at / and the SPARQL 1.1 endpoint at /sparql until Ctrl-C.

    The store stays free: `crackdown load` may run meanwhile, and the pages follow.
    """
    from crackdown.serving import serve_store

    with _told_plainly():
        serve_store(_store_folder(store), host, port, base=Settings.from_environment().base, origins=cors or [])


def _asking(mode: Mode | None, has_consent: bool) -> Asking | None:
    from crackdown.asking import Asking

    return Asking(mode, has_consent, _complain) if mode else None


languages = typer.Typer(
    invoke_without_command=True,
    no_args_is_help=False,
    rich_markup_mode="markdown",
    help="""Tell which languages are read, check a language's data files, write the folder of a new one.

Without a sub-command: the list. `$CRACKDOWN_LANGUAGES` names a folder of further languages.""",
)
app.add_typer(languages, name="languages")
LanguageCode = Annotated[str, typer.Argument(metavar="CODE", help="The language's code, such as it, fil or zh-Hant.")]


@languages.callback()
def _languages(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        from crackdown.languages import print_languages

        with _told_plainly():
            print_languages()


@languages.command()
def check(
    code: LanguageCode,
    folder: Annotated[
        Path | None, typer.Option("--folder", help="The language's folder, where it is not among those that are read.")
    ] = None,
    text: Annotated[
        Path | None, typer.Option("--text", help="A page of ordinary text: names words of the lexicon that fill it.")
    ] = None,
) -> None:
    """Check the data files of a language: what is missing, misspelt or double, and whether its examples are read.

    Prints `file:line: what is wrong; what to do`. Exit status 1 where there are errors; warnings leave it at 0.

    **Examples:** `crackdown languages check it` · `crackdown languages check it --folder languages/it --text page.txt`
    """
    from crackdown.languages import print_language_check

    with _told_plainly():
        raise typer.Exit(print_language_check(code, folder, text))


@languages.command()
def new(
    code: LanguageCode,
    folder: Annotated[
        Path | None,
        typer.Option("--folder", help="Where to put the language's folder. Default: $CRACKDOWN_LANGUAGES, or here."),
    ] = None,
) -> None:
    """Write the folder of a new language: seven files to fill in, with what CLDR knows and English's words beside.

    **Example:** `crackdown languages new it --folder languages`
    """
    from crackdown.loaders.checking import write_template

    with _told_plainly():
        elsewhere = Settings.from_environment().languages
        written = write_template(code, folder or elsewhere or Path("languages"))
        print(
            f"{written}: fill in its files (docs/languages.md), then:\n"
            f"  crackdown languages check {code} --folder {written}"
        )
        if elsewhere != written.parent:
            print(f"To read announcements with it: export CRACKDOWN_LANGUAGES={written.parent.resolve()}")


def _some(files: list[str] | None) -> list[str]:
    if not files:
        raise typer.BadParameter("name files or folders, or - for standard input")
    return files


def main() -> None:
    """Run the command line; Ctrl-C ends it with status 130 and keeps what is done."""
    try:
        app()
    except KeyboardInterrupt:
        _complain("stopped; what was done is kept")
        sys.exit(130)
