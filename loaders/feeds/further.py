"""Another list that a list points at."""

from __future__ import annotations

from typing import NamedTuple


class Further(NamedTuple):
    """A list of the same kind elsewhere, such as a sitemap that an index names.

    Attributes:
        url: where it is.
        modified: ISO 8601 date of its last change, as told by what points at it.
    """

    url: str
    modified: str | None = None
