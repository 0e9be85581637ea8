"""What can be said: the ontology, its vocabularies and shapes, and the IRIs of their terms.

The Turtle files are the source; `terms.py`, `rules.py` and `labels_table.py` are generated from them
(`python -m crackdown.ontology.generate`). Importing this package reads nothing.

>>> from crackdown.ontology import world
>>> world()["https://w3id.org/crackdown/ontology#Operation"].name
'Operation'
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crackdown.ontology.explaining import explain_in_words
    from crackdown.ontology.reasoning import world

# What needs owlready2 comes when it is first asked for.
_HOMES = {"explain_in_words": "explaining", "world": "reasoning"}

__all__ = ["explain_in_words", "path", "world"]


def path(name: str) -> Path:
    """Return where a file of this package lies, such as `crackdown.ttl` or `competency/07-evidence.rq`.

    Raises:
        FileNotFoundError: no file of that name belongs to the ontology.

    >>> path("crackdown.ttl").name
    'crackdown.ttl'
    """
    found = Path(str(files(__name__).joinpath(name)))
    if not found.exists():
        raise FileNotFoundError(f"{name} is not a file of the ontology; there are: {', '.join(_names(found.parent))}")
    return found


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.glob("*") if p.suffix in {".ttl", ".jsonld", ".rq", ".svg"})
