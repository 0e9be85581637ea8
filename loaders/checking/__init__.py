"""Checking a language's folder, and writing the folder of a new one: what `crackdown languages` does.

`check_language` finds what is wrong with the data files and says where and what to do; `write_template` writes a
folder to fill in; `list_languages` tells which languages are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from crackdown.errors import NotFound
from crackdown.loaders.checking.expressions import check_expressions
from crackdown.loaders.checking.files import FILES, LanguageFile, Problem, read_file
from crackdown.loaders.checking.listing import ListedLanguage, list_languages
from crackdown.loaders.checking.place_names import check_places
from crackdown.loaders.checking.reading import check_reading
from crackdown.loaders.checking.schema import check_schema
from crackdown.loaders.checking.template import write_template
from crackdown.loaders.checking.words import check_words

__all__ = ["ListedLanguage", "Problem", "check_language", "list_languages", "write_template"]


def check_language(folder: Path, text: Path | None = None, *, limit_seconds: float = 60.0) -> Iterator[Problem]:
    """Yield what is wrong with a language's folder, file by file; errors keep it from being read, warnings do not.

    Args:
        folder: the language's folder; its name is the language's code.
        text: a page of ordinary text in the language, in which few words of the lexicon should stand.
        limit_seconds: how long reading the examples may take before it counts as never ending.

    Raises:
        NotFound: there is no such folder or text.
    """
    if not folder.is_dir():
        raise NotFound(f"{folder}: no such folder; `crackdown languages new {folder.name}` writes one to fill in")
    if text is not None and not text.is_file():
        raise NotFound(f"{text}: no such file; give a page of ordinary text in the language")
    files: dict[str, LanguageFile] = {}
    for name in FILES:
        file, problems = read_file(folder / f"{name}.yaml")
        yield from problems
        if file is not None:
            files[name] = file
    found = [*check_schema(folder.name, files), *check_words(files), *check_expressions(files)]
    yield from found
    is_whole = len(files) == len(FILES) and not any(problem.is_error for problem in found)
    if is_whole:
        yield from check_places(files["countries"])
        yield from check_reading(folder, files["examples"], text, limit_seconds)
