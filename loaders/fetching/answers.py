"""What a server answered, as it is archived and read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from http import HTTPStatus

Headers = tuple[tuple[str, str], ...]
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


@dataclass(frozen=True)
class Answer:
    """An answer with its request.

    Attributes:
        url: what was asked for.
        final_url: what answered in the end, after redirects, as it was sent: in ASCII.
        at: when, in UTC.
        status: the HTTP status code.
        reason: the words beside it.
        request_headers: of the last request.
        headers: of the answer; a name may stand several times.
        body: without its content encoding (gzip).
        hops: the addresses that redirected, in order.
    """

    url: str
    final_url: str
    at: datetime
    status: int
    reason: str
    request_headers: Headers
    headers: Headers
    body: bytes
    hops: tuple[str, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """Name the body by its digest."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def is_unchanged(self) -> bool:
        """Tell whether the server says that its page is as it was."""
        return self.status == HTTPStatus.NOT_MODIFIED

    @property
    def is_gone(self) -> bool:
        """Tell whether there is no such page, or no more."""
        return self.status in _GONE

    def header(self, name: str) -> str | None:
        """Return a header's first value.

        >>> Answer("", "", datetime.min, 200, "OK", (), (("ETag", "a"),), b"").header("etag")
        'a'
        """
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


def content_type(header: str | None) -> tuple[str, str | None]:
    """Split a Content-Type into the media type and the charset.

    >>> content_type('text/HTML; Charset="TIS-620"'), content_type(None)
    (('text/html', 'TIS-620'), ('', None))
    """
    media_type, _, rest = (header or "").partition(";")
    for parameter in rest.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip(" \"'"):
            return media_type.strip().lower(), value.strip(" \"'")
    return media_type.strip().lower(), None
