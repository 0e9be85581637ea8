"""What a feed, a sitemap or an export of addresses tells of an announcement before it is fetched."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """An announcement that something points at.

    Attributes:
        url: where it is.
        title: its headline, as told by what points at it.
        published: ISO 8601 date, as told by what points at it.
        language: BCP 47, as told by what points at it.
        modified: when it last changed, as told by what points at it; only compared with what was told before.
    """

    url: str
    title: str | None = None
    published: str | None = None
    language: str | None = None
    modified: str | None = None
