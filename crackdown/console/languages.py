"""`crackdown languages`: the list of the languages that are read, and the check of a language's folder."""

from __future__ import annotations

import sys
from pathlib import Path

from crackdown.console.printing import print_table
from crackdown.errors import NotFound


def print_languages() -> None:
    """Print the languages that are read, as a table on a terminal and tab-separated into a pipe."""
    from crackdown.loaders.checking import list_languages

    heads = ["code", "language", "files", "examples", "samples", "from"]
    rows = [
        [one.code, one.name, str(one.files), str(one.examples), str(one.samples),
         "package" if one.is_packaged else "$CRACKDOWN_LANGUAGES"]
        for one in list_languages()
    ]  # fmt: skip
    if sys.stdout.isatty():
        print_table(heads, rows)
    else:
        print("\n".join("\t".join(row) for row in [heads, *rows]))


def print_language_check(code: str, folder: Path | None, text: Path | None) -> int:
    """Print what is wrong with a language's folder; return the exit status (1 where there are errors).

    Raises:
        NotFound: there is no such folder.
    """
    from crackdown.loaders.checking import check_language
    from crackdown.loaders.extraction.text.data import installed_languages, language_folder

    if folder is None and code not in installed_languages():
        raise NotFound(
            f"{code}: no such language is read; give its --folder, or write one: crackdown languages new {code}"
        )
    errors = warnings = 0
    for problem in check_language(folder or Path(str(language_folder(code))), text):
        print(problem, flush=True)
        errors += problem.is_error
        warnings += not problem.is_error
    told = f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}"
    print(f"{code}: {told if errors or warnings else 'all well'}", file=sys.stderr)
    return 1 if errors else 0
