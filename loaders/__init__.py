"""From an announcement to a record of facts with the passage behind each.

`read_documents` turns files into Documents, `extract` turns a Document into a Record
(`crackdown.graph.announcement.record`), `explain` tells besides why each fact was accepted. Nothing here writes
anywhere. The names load on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crackdown.loaders.document import Document
    from crackdown.loaders.extraction import explain, extract
    from crackdown.loaders.sources import Options, Reading, read_documents

__all__ = ["Document", "Options", "Reading", "explain", "extract", "read_documents"]

_HOMES = {
    "Document": "crackdown.loaders.document",
    "Options": "crackdown.loaders.sources",
    "Reading": "crackdown.loaders.sources",
    "explain": "crackdown.loaders.extraction",
    "extract": "crackdown.loaders.extraction",
    "read_documents": "crackdown.loaders.sources",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
