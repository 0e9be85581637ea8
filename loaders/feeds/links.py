"""Links as lists write them, made whole addresses."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit


def absolute(base: str, link: str) -> str | None:
    """Give the address that a link means; None where it means none.

    >>> absolute("https://example.org/news/", "raid.html"), absolute("https://example.org/", "https://[::1")
    ('https://example.org/news/raid.html', None)
    """
    if not link:
        return None
    try:
        url = urljoin(base, link)
        urlsplit(url)
    except ValueError:  # brackets that hold no IPv6 address
        return None
    return url
