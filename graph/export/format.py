"""What an export format is: a name, a media type, and the files that it writes, each from start to end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from crackdown.errors import InputError
from crackdown.graph.export.source import Source

Write = Callable[[Source, IO[bytes]], None]


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a format; `type` is the type of things it is about where it is about one alone."""

    name: str
    write: Write
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """One export format.

    Attributes:
        name: by which it is asked for.
        media_type: of its one file, or of the ZIP archive of several.
        sentence: what it is for.
        parts: its files.
        types: the types of things to which it can be narrowed; none, and it is written whole.
    """

    name: str
    media_type: str
    sentence: str
    parts: tuple[Part, ...]
    types: frozenset[str] = frozenset()

    @property
    def is_one_file(self) -> bool:
        """Whether it is one file, which can be piped."""
        return len(self.parts) == 1

    @property
    def file_name(self) -> str:
        """The name of the file, or of the archive of several."""
        return self.parts[0].name if self.is_one_file else f"crackdown-{self.name}.zip"

    def wanted(self, source: Source) -> list[Part]:
        """Return the files to write.

        Raises:
            InputError: the source is narrowed to what this format cannot leave out, or asks for RDF's choice of graphs.
        """
        if source.default_graph and self.types:
            raise InputError(
                f"{self.name} shows the merged graph and no other; leave --default-graph out, which is for RDF formats"
            )
        unknown = sorted(source.only - self.types)
        if unknown and not self.types:
            raise InputError(f"{self.name} is written whole; leave --only out, or take a table or network format")
        if unknown:
            raise InputError(f"{self.name} has no {', '.join(unknown)}; it has {', '.join(sorted(self.types))}")
        return [part for part in self.parts if part.type is None or source.wants(part.type)]
