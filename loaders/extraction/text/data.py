"""Reading the YAML files of `languages/` (there may be more elsewhere) and `gazetteer/`.

YAML 1.1 reads `no`, `on` and `yes` as booleans; here they are words (Norway's code, English prepositions), so the
loader leaves booleans alone.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

import yaml

from crackdown.errors import NotFound
from crackdown.loaders.extraction.text.kept import kept_data
from crackdown.settings import Settings

_LARGE: Final = {"agencies", "airports", "place_names"}


class _Words(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """A safe loader to which `no` and `on` are words."""


_Words.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in {"tag:yaml.org,2002:int", "tag:yaml.org,2002:null"}]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_yaml(*path: str) -> Any:
    """Load a data file of this package, or of a language kept elsewhere; None where it does not exist.

    >>> load_yaml("languages", "en", "lexicon.yaml")["relations"]["in"][:3]
    ['in', 'at', 'on']
    """
    file = language_folder(path[1]).joinpath(*path[2:]) if path[0] == "languages" else _package().joinpath(*path)
    if not file.is_file():
        return None
    return parse_words(file.read_text(encoding="utf-8"))


def parse_words(text: str) -> Any:
    """Parse YAML in which `no`, `on` and `yes` are words.

    >>> parse_words("by: [on, no, yes, 12]")
    {'by': ['on', 'no', 'yes', 12]}
    """
    return yaml.load(text, Loader=_Words)


@cache
def load_gazetteer(name: str) -> Any:
    """Load a gazetteer by name; a large one is kept as it was parsed, which is read in a tenth of the time."""
    if name not in _LARGE:
        return load_yaml("gazetteer", f"{name}.yaml")
    return kept_data(f"gazetteer-{name}", lambda: load_yaml("gazetteer", f"{name}.yaml"))


@cache
def installed_languages() -> tuple[str, ...]:
    """List the languages that have a folder, in this package or in the folder that `CRACKDOWN_LANGUAGES` names.

    >>> "en" in installed_languages()
    True
    """
    return tuple(sorted({entry.name for folder in _language_folders() for entry in _folders_in(folder)}))


@cache
def packaged_languages() -> tuple[str, ...]:
    """List the languages that come with the package."""
    return tuple(sorted(entry.name for entry in _folders_in(_language_folders()[-1])))


def language_folder(code: str) -> Traversable:
    """Give a language's folder; one kept elsewhere comes before the package's own of that name."""
    folders = _language_folders()
    return next((folder / code for folder in folders if (folder / code).is_dir()), folders[-1] / code)


@cache
def _language_folders() -> tuple[Traversable, ...]:
    elsewhere = Settings.from_environment().languages
    if elsewhere is not None and not elsewhere.is_dir():
        raise NotFound(
            f"{elsewhere}: there is no such folder; CRACKDOWN_LANGUAGES names it: check the path, or unset it"
        )
    return (*([elsewhere] if elsewhere else []), _package() / "languages")


def _folders_in(folder: Traversable) -> list[Traversable]:
    entries = folder.iterdir() if folder.is_dir() else ()
    return [entry for entry in entries if entry.joinpath("lexicon.yaml").is_file()]


def _package() -> Traversable:
    return files("crackdown.loaders")
