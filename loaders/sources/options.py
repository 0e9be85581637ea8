"""How files are read: what a command's options say about all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crackdown.loaders.sources.content import MAX_BYTES

if TYPE_CHECKING:
    from crackdown.loaders.archives import Selection
    from crackdown.loaders.sources.ocr import Ocr


@dataclass(frozen=True, slots=True)
class Options:
    """How files are read.

    Attributes:
        max_bytes: the size above which an announcement is refused; a file of many may be of any size.
        columns: which column or key of a file of rows holds what (`columns.FIELDS`), where `sources.yaml` does not say.
        ocr: what recognises the letters of scans; None and they are refused.
        selection: what to leave out of web archives; where none is given, pages that speak of no crackdown.
    """

    max_bytes: int = MAX_BYTES
    columns: Mapping[str, str] = field(default_factory=dict)
    ocr: Ocr | None = None
    selection: Selection | None = None
