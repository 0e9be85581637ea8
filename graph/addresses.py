"""Web addresses: the spellings of one address that lead to one page, and the key that they share.

`page_key` tells pages apart; it is no address to fetch from, and what a reader is shown is the address as it was told.
It errs on the side of two pages: parameters are left out only where their names belong to a tool that counts readers.
(Lists that look for words in names, as courlan's, leave out `cid` or `uid` too, by which many sites number their pages:
two announcements would become versions of one.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from typing import Final
from urllib.parse import quote, unquote, urlsplit, urlunsplit

_WEB: Final = re.compile(r"https?://", re.IGNORECASE)
_TRACKING: Final = frozenset({
    "_ga", "_gl", "_hsenc", "_hsmi", "dclid", "fbclid", "gad_campaignid", "gad_source", "gbraid", "gclid", "gclsrc",
    "igsh", "igshid", "li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "msclkid", "spm", "srsltid", "ttclid", "twclid",
    "vero_id", "wbraid", "yclid", "ysclid",
})  # fmt: skip
_TRACKING_PREFIXES: Final = ("utm_", "mtm_", "matomo_")
_PORTS: Final = ("", "80", "443")
_ESCAPE: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED: Final = re.compile(r"[A-Za-z0-9._~-]")
_AS_IT_IS: Final = "/%:@!$&'()*+,;=?~-._"


def page_key(address: str) -> str:
    """Return what all spellings of a web address have in common; what is no web address stays as it is.

    http and https, `www.`, a slash at the end, the usual port, upper and lower case of the host, escapes that need not
    be, the order of parameters, those that count readers, and fragments make no difference; a fragment that begins
    with `/` or `!` names a page, as on sites that are a program.

    >>> page_key("http://www.Example.org:80/news/?utm_source=x&id=1&fbclid=y#top")
    'https://example.org/news?id=1'
    >>> page_key("https://example.org/?cid=7") == page_key("https://example.org/?cid=8")
    False
    >>> page_key("https://example.org/#/news/7")
    'https://example.org#/news/7'
    >>> page_key("sha256:00")
    'sha256:00'
    """
    told = address.strip()
    if not _WEB.match(told):
        return address
    try:
        parts = urlsplit(told)
        host, port = parts.hostname or "", str(parts.port or "")
    except ValueError:
        return address
    if not host:
        return address
    place = _host(host) + ("" if port in _PORTS else f":{port}")
    pairs = sorted(map(_spelled, _pairs(parts.query)), key=lambda pair: pair.partition("=")[0])
    query = "&".join(pairs)
    fragment = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    return urlunsplit(("https", place, _spelled(parts.path).rstrip("/"), query, fragment))


def without_tracking(query: str) -> str:
    """Leave out of an address' query what only counts readers, and change no letter of the rest.

    >>> without_tracking("id=%B9&utm_source=rss&b=")
    'id=%B9&b='
    """
    return "&".join(_pairs(query))


def spellings(key: str) -> Iterator[str]:
    """Yield the usual spellings of an address by its key, the key first.

    >>> list(spellings("https://example.org"))[:3]
    ['https://example.org', 'https://example.org/', 'https://www.example.org']
    """
    yield key
    if not _WEB.match(key):
        return
    parts = urlsplit(key)
    hosts = (parts.netloc, f"www.{parts.netloc}")
    for scheme, host, end in product(("https", "http"), hosts, ("", "/")):
        told = urlunsplit((scheme, host, parts.path + end, parts.query, parts.fragment))
        if told != key:
            yield told


def _host(host: str) -> str:
    name = host.rstrip(".")
    if not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("idna").decode("ascii")
    bare = name.removeprefix("www.")
    if ":" in name:
        return f"[{name}]"
    return bare if "." in bare else name


def _pairs(query: str) -> Iterator[str]:
    for pair in query.split("&"):
        name = unquote(pair.partition("=")[0]).lower()
        if pair and name not in _TRACKING and not name.startswith(_TRACKING_PREFIXES):
            yield pair


def _spelled(part: str) -> str:
    """Escape what must be escaped, and nothing else (RFC 3986, 6.2.2)."""

    def told(escape: re.Match[str]) -> str:
        letter = chr(int(escape[0][1:], 16))
        return letter if _UNRESERVED.fullmatch(letter) else escape[0].upper()

    return quote(_ESCAPE.sub(told, part), safe=_AS_IT_IS, errors="surrogatepass")
