"""The commands on languages: which are read, whether one's data files are right, and the folder of a new one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crackdown.commands.options import told_plainly
from crackdown.settings import Settings

languages = typer.Typer(
    invoke_without_command=True,
    no_args_is_help=False,
    rich_markup_mode="markdown",
    help="""Tell which languages are read, check a language's data files, write the folder of a new one.

Without a sub-command: the list. `$CRACKDOWN_LANGUAGES` names a folder of further languages.""",
)
LanguageCode = Annotated[str, typer.Argument(metavar="CODE", help="The language's code, such as it, fil or zh-Hant.")]


@languages.callback()
def _languages(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        from crackdown.console.languages import print_languages

        with told_plainly():
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
    from crackdown.console.languages import print_language_check

    with told_plainly():
        raise typer.Exit(print_language_check(code, folder, text))


@languages.command()
def new(
    code: LanguageCode,
    folder: Annotated[
        Path | None,
        typer.Option("--folder", help="Where to put the language's folder. Default: $CRACKDOWN_LANGUAGES, or here."),
    ] = None,
) -> None:
    """Write the folder of a new language: eight files to fill in, with what CLDR knows and English's words beside.

    **Example:** `crackdown languages new it --folder languages`
    """
    from crackdown.loaders.checking import write_template

    with told_plainly():
        elsewhere = Settings.from_environment().languages
        written = write_template(code, folder or elsewhere or Path("languages"))
        print(
            f"{written}: fill in its files (docs/languages.md), then:\n"
            f"  crackdown languages check {code} --folder {written}"
        )
        if elsewhere != written.parent:
            print(f"To read announcements with it: export CRACKDOWN_LANGUAGES={written.parent.resolve()}")
