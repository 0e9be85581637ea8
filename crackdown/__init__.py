"""Crackdown: announcements of crackdowns on online scams as a graph in which every fact leads back to its words.

>>> import crackdown
>>> g = crackdown.open()                          # doctest: +SKIP
>>> g.query("SELECT ?op WHERE { ?op a crk:Operation }").df()   # doctest: +SKIP

Names are loaded when first used: `import crackdown` is quick and pulls in no heavy library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crackdown.graph.announcement.record import Record
    from crackdown.loaders import extract, read_documents
    from crackdown.python.investigation import Investigation, open  # noqa: A004

_HOMES = {
    "Investigation": "crackdown.python.investigation",
    "Record": "crackdown.graph.announcement.record",
    "extract": "crackdown.loaders",
    "load_ipython_extension": "crackdown.python.magic",  # what %load_ext crackdown calls
    "open": "crackdown.python.investigation",
    "read_documents": "crackdown.loaders",
}

__all__ = ["Investigation", "Record", "extract", "open", "read_documents"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'crackdown' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__} - {"Any", "TYPE_CHECKING", "_HOMES", "annotations"})
