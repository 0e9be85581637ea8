"""The options of `crackdown extract` and `crackdown load` on how files are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from crackdown.loaders import Options
    from crackdown.loaders.archives import Selection

_PANEL = "Reading files"

ColumnsOption = Annotated[
    str | None,
    typer.Option(
        "--columns", metavar="FIELD=NAME,…", rich_help_panel=_PANEL,
        help="Which column of a CSV, or key of JSON Lines, holds what: text=Body,published=Date,url=Link.",
    ),
]  # fmt: skip
OcrOption = Annotated[
    bool,
    typer.Option(
        "--ocr", rich_help_panel=_PANEL,
        help="Have tesseract, where it is installed, recognise the pages of PDFs that have no text layer.",
    ),
]  # fmt: skip
OcrLanguageOption = Annotated[
    str | None,
    typer.Option(
        "--ocr-language", metavar="LANGUAGES", rich_help_panel=_PANEL,
        help="tesseract's names of the scans' languages: eng+khm. Default: those that are installed, up to three.",
    ),
]  # fmt: skip
WatchOption = Annotated[
    bool,
    typer.Option(
        "--watch", rich_help_panel=_PANEL,
        help="Then go on with what is put into the folders or changed there, until Ctrl-C.",
    ),
]  # fmt: skip
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", min=1, max=256, metavar="N", rich_help_panel=_PANEL,
        help="Read in that many processes at a time. Default: one a core, or one alone where there is little to read.",
    ),
]  # fmt: skip

AgainOption = Annotated[
    bool,
    typer.Option(
        "--again", rich_help_panel=_PANEL,
        help="Read also what this store was given before and holds just so, which is left unread otherwise.",
    ),
]  # fmt: skip


def to_options(columns: str | None, ocr: bool, ocr_language: str | None, selection: Selection | None = None) -> Options:
    """Gather how files are read.

    Raises:
        InputError: the map of columns is none, or OCR is asked for and something that it needs is missing.
    """
    from crackdown.loaders import Options
    from crackdown.loaders.sources.columns import parse_columns

    mapped = parse_columns(columns) if columns else {}
    if not ocr and not ocr_language:
        return Options(columns=mapped, selection=selection)
    from crackdown.loaders.sources.ocr import Ocr

    found = Ocr.find(ocr_language.split("+") if ocr_language else ())
    return Options(columns=mapped, ocr=found, selection=selection)
