"""The files of a language's folder with the line of every value, and problems that name file and line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from crackdown.loaders.extraction.text.data import parse_words

FILES = ("lexicon", "names", "numbers", "dates", "patterns", "countries", "bodies", "examples")
Place = tuple[str | int, ...]  # the keys and positions that lead to a value


@dataclass(frozen=True)
class Problem:
    """Something wrong in a language's folder: where, what, and what to do about it."""

    path: Path
    line: int
    message: str
    is_error: bool = True

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {'error' if self.is_error else 'warning'}: {self.message}"


@dataclass(frozen=True)
class LanguageFile:
    """A data file: its value, and on which line each part of it stands."""

    path: Path
    value: Any
    lines: dict[Place, int]

    def problem(self, place: Place, message: str, *, is_error: bool = True) -> Problem:
        """Make a problem at a place, or at the nearest part around it that is there."""
        while place and place not in self.lines:
            place = place[:-1]
        return Problem(self.path, self.lines.get(place, 1), message, is_error)

    def texts(self) -> list[tuple[Place, str]]:
        """List every text in the file with its place."""
        return list(_texts((), self.value))


def read_file(path: Path) -> tuple[LanguageFile | None, list[Problem]]:
    """Read a data file; None, and why not, where it is missing, empty or no YAML."""
    if not path.is_file():
        return None, [Problem(path, 1, "the file is missing; every language has the same eight files")]
    try:
        text = path.read_text(encoding="utf-8")
        node, value = yaml.compose(text, Loader=yaml.SafeLoader), parse_words(text)
    except UnicodeDecodeError as error:
        return None, [Problem(path, 1, f"not UTF-8 ({error.reason} at byte {error.start}); save the file in UTF-8")]
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        remedy = "quote words that begin with one of * & ! % @ ` or hold one of : # , [ ] { }"
        return None, [Problem(path, line, f"not YAML: {error.problem or error.context}; {remedy}")]
    except (yaml.YAMLError, ValueError) as error:
        return None, [Problem(path, 1, f"not YAML: {error}")]
    if not value:
        return None, [Problem(path, 1, "the file holds nothing; fill it in")]
    lines: dict[Place, int] = {}
    _note_lines((), node, lines)
    return LanguageFile(path, value, lines), []


def _note_lines(place: Place, node: Any, lines: dict[Place, int]) -> None:
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _note_lines((*place, str(key.value)), value, lines)
            lines[*place, str(key.value)] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            _note_lines((*place, position), item, lines)


def _texts(place: Place, value: Any) -> Any:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _texts((*place, str(key)), item)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _texts((*place, position), item)
    elif isinstance(value, str):
        yield place, value
