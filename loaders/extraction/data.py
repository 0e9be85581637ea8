"""Reading the YAML files of `languages/` and `gazetteer/`.

YAML 1.1 reads `no`, `on` and `yes` as booleans; here they are words (Norway's code, English prepositions), so the
loader leaves booleans alone.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


class _Words(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """A safe loader to which `no` and `on` are words."""


_Words.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in {"tag:yaml.org,2002:int", "tag:yaml.org,2002:null"}]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_yaml(*path: str) -> Any:
    """Load a data file of this package; None where it does not exist.

    >>> load_yaml("languages", "en", "lexicon.yaml")["relations"]["in"][:3]
    ['in', 'at', 'on']
    """
    file = files("crackdown.loaders").joinpath(*path)
    if not file.is_file():
        return None
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_Words)


@cache
def load_gazetteer(name: str) -> Any:
    """Load a gazetteer by name."""
    return load_yaml("gazetteer", f"{name}.yaml")


@cache
def installed_languages() -> tuple[str, ...]:
    """List the languages that have a folder.

    >>> "en" in installed_languages()
    True
    """
    folder = files("crackdown.loaders").joinpath("languages")
    return tuple(sorted(entry.name for entry in folder.iterdir() if entry.joinpath("lexicon.yaml").is_file()))
