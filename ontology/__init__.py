"""What can be said: the ontology, its vocabularies and shapes, and the IRIs of their terms.

The Turtle files are the source; `terms.py`, `rules.py` and `labels_table.py` are generated from them
(`python -m crackdown.ontology.generate`). Importing this package reads nothing.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

__all__ = ["path"]


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


def _names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.glob("*") if p.suffix in {".ttl", ".jsonld", ".rq"})
