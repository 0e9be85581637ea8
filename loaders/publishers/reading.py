"""YAML to sources, with errors that name the file and the line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pydantic
import yaml

from crackdown.errors import NotFound, SourceNotSet, reason_of
from crackdown.loaders.publishers.source import Source

_PACKAGED: Final = Path(__file__).parent
_SUFFIX: Final = ".yaml"


def read_sources(folder: Path | None, ids: list[str] | None = None) -> list[Source]:
    """Read the sources of a folder and of the package; of two with one id, the folder's own counts.

    Args:
        folder: of a user's own sources.
        ids: those that are wanted, in their order; all, where none are named.

    Raises:
        SourceNotSet: a file is not right.
        NotFound: there is no source of an id, or no such folder.
    """
    if folder is not None and not folder.is_dir():
        raise NotFound(f"{folder}: there is no such folder of sources; check --sources or $CRACKDOWN_SOURCES")
    files = {file.stem: file for place in (_PACKAGED, folder) if place for file in sorted(place.glob(f"*{_SUFFIX}"))}
    for one in ids or []:
        if one not in files:
            raise NotFound(f"{one}: there is no such source; `crackdown source list` names those that there are")
    return [read_source(files[one]) for one in dict.fromkeys(ids or sorted(files))]


def read_source(file: Path) -> Source:
    """Read one source.

    Raises:
        SourceNotSet: it is not right; each mistake is a line of the message, `FILE:LINE: what is wrong`.
    """
    try:
        text = file.read_text(encoding="utf-8")
        node, value = yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourceNotSet(f"{file}:{line}: this is not YAML: {error.problem or error.context}") from error
    except (OSError, ValueError, yaml.YAMLError) as error:  # a day that no month has is a ValueError
        raise SourceNotSet(f"{file}:1: the source cannot be read: {reason_of(error)}") from error
    if not isinstance(value, dict):
        raise SourceNotSet(f"{file}:1: a source is a map of keys to values, such as `publisher: …`")
    try:
        source = Source.model_validate(value)
    except pydantic.ValidationError as error:
        told = [f"{file}:{_line(node, one['loc'])}: {_told(one)}" for one in error.errors()]
        raise SourceNotSet("\n".join(told)) from error
    if source.id != file.stem:
        raise SourceNotSet(f"{file}:{_line(node, ('id',))}: id is {source.id!r}, the file is named {file.stem!r}")
    return source


def _told(error: Any) -> str:
    place = ".".join(map(str, error["loc"]))
    if error["type"] == "extra_forbidden":
        return f"{place}: there is no such key; known are {', '.join(Source.model_fields)}"
    if error["type"] == "missing":
        return f"{place} is missing"
    return f"{place}: {error['msg'].removeprefix('Value error, ')}"


def _line(node: Any, place: tuple[int | str, ...]) -> int:
    """Return the line of a place, or of the nearest part around it that is there."""
    line: int = node.start_mark.line + 1
    for step in place:
        if isinstance(node, yaml.MappingNode):
            pair = next((one for one in node.value if one[0].value == step), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line
