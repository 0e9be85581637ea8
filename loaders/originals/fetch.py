"""One fetch, as the archive of originals remembers it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal

from crackdown.loaders.sources.found import Found

Role = Literal["list", "page"]


@dataclass(frozen=True, slots=True)
class Fetch:
    """What is known of a fetch without opening its body.

    Attributes:
        record: the IRI of its record, `urn:uuid:…`.
        source: for which source it was made.
        role: whether a list was fetched or a page.
        url: what was asked for.
        final_url: what answered, after redirects.
        at: when, ISO 8601 in UTC.
        status: the HTTP status code.
        sha256: of the body; of a 304 that of the body that has not changed.
        etag, modified: what the server called this version, and when it was modified.
        content_type: as the server told it.
        found: what pointed at a page, and what it told of it.
    """

    record: str
    source: str
    role: Role
    url: str
    final_url: str
    at: str
    status: int
    sha256: str
    etag: str | None = None
    modified: str | None = None
    content_type: str | None = None
    found: Found | None = None

    @property
    def has_content(self) -> bool:
        """Tell whether there is a page, and not a word that there is none, or none new."""
        return self.status == HTTPStatus.OK

    @property
    def is_gone(self) -> bool:
        """Tell whether the server said that there is no such page, or no more."""
        return self.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
