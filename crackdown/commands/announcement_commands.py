"""The commands that read announcements: into records that are printed, and into the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

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
from crackdown.commands.options import BaseOption, StoreOption, complain, done_unread, store_folder, told_plainly
from crackdown.commands.reading_options import ReadingOption, settle_reading
from crackdown.loaders.llm import Mode

if TYPE_CHECKING:
    from crackdown.intake.asking import Asking
    from crackdown.loaders import Options

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILE",
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
SamplesOption = Annotated[
    bool, typer.Option("--samples", help="Load the sample announcements that come with the package.")
]
RecordsOption = Annotated[
    Path | None,
    typer.Option(
        "--records",
        metavar="FILE.jsonl",
        help="Load records made elsewhere, one JSON object a line as `crackdown extract` prints them; evidence may "
        "be left out.",
    ),
]
_NOTHING_UNREAD = "--llm and --records leave nothing unread; leave --again out"
_WATCHES_ALONE = (
    "--watch loads folders with the built-in reader, one file at a time; leave --samples, --llm and --jobs out"
)


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


def load(  # noqa: PLR0913, PLR0917  one argument an option
    files: Files = None,
    store: StoreOption = None,
    samples: SamplesOption = False,
    records: RecordsOption = None,
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

    _refuse(
        (not (files or samples or records), "name files or folders, or give --samples or --records"),
        (records and (files or samples or llm), "--records takes records alone; load files in a run of their own"),
        (again and (llm or records), _NOTHING_UNREAD),
        (watch and (samples or llm or jobs), _WATCHES_ALONE),
        (llm and jobs and jobs > 1, "a language model is asked from one process; leave --jobs or --llm out"),
    )
    with told_plainly(), done_unread():
        reads_with = to_engine(engine, master, kept, is_alone=bool(watch or llm or records))
        folder = store_folder(store, base)
        if records:
            raise typer.Exit(load_records(records, folder))
        settle_reading(reading)
        selection = to_selection(url_matching, language, all_pages=all_pages)
        options = to_options(columns, ocr, ocr_language, selection)
        if watch:
            from crackdown.intake.inbox import watch_all

            raise typer.Exit(watch_all(files or [], folder, options, reads_again=again))
        paths = [*(files or []), *([str(sample_folder())] if samples else [])]
        if reads_with:
            from crackdown.engines.loading import load_with

            raise typer.Exit(load_with(reads_with, paths, folder, options, reads_again=again))
        raise typer.Exit(load_all(paths, folder, _asking(llm, yes), options, jobs=jobs, reads_again=again))


def _refuse(*cases: tuple[object, str]) -> None:
    """Refuse options that make no sense together: the first case that holds is told."""
    for holds, told in cases:
        if holds:
            raise typer.BadParameter(told)


def _asking(mode: Mode | None, has_consent: bool) -> Asking | None:
    from crackdown.intake.asking import Asking

    return Asking(mode, has_consent, complain) if mode else None


def _some(files: list[str] | None) -> list[str]:
    if not files:
        raise typer.BadParameter("name files or folders, or - for standard input")
    return files


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(extract)
    app.command()(load)
