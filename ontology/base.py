"""The base: what the IRIs of things, announcements, decisions and named graphs begin with.

Whoever publishes a graph of their own mints its IRIs under an address of their own; the ontology and its vocabularies
stay where they are, so that graphs made apart mean the same by the same words.

A process has one base, from its first import on: prefixes, named graphs and the IRIs that the program itself goes by
are constants made of it, and so worker processes, which inherit the environment, have it too. A store remembers the
base that it was made with (`graph/storage/folder.py`).
"""

from __future__ import annotations

import os
import re
from typing import Final

from crackdown.errors import InputError
from crackdown.ontology.namespaces import TERMS_BASE

VARIABLE: Final = "CRACKDOWN_BASE"
_RIGHT = re.compile(r"https?://[A-Za-z0-9.\-]+(?::[0-9]+)?/(?:[A-Za-z0-9._~\-]+/)*")


def checked(base: str) -> str:
    """Return a base as it stands, if it may be one.

    Raises:
        InputError: it is no web address that ends in a slash.

    >>> checked("https://data.example/graph/")
    'https://data.example/graph/'
    """
    if not _RIGHT.fullmatch(base):
        raise InputError(f"{base}: the base of IRIs is a web address that ends in a slash: https://data.example/scams/")
    return base


BASE: Final = checked(os.environ.get(VARIABLE) or TERMS_BASE)
