"""Does a request come from one of this server's own pages? Then whoever sits before it asks, and no other site.

A browser names the site that asks in `Origin`, and how near it is in `Sec-Fetch-Site`; no page can change either. What
is no browser can write anything into them: they keep other sites out, not other programs of the same machine.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from fastapi import Request

# What a proxy adds. Behind one, everybody seems to sit at this machine.
_RELAYED: Final = ("forwarded", "via", "x-real-ip")
_RELAYED_PREFIX: Final = "x-forwarded-"
# What a form of another site can send without the browser asking first (CORS-safelisted).
_BY_FORMS: Final = frozenset({"", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})


def is_foreign(request: Request) -> bool:
    """Tell whether a browser says that another site asks; a program that says nothing is none."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    return (origin is not None and not _is_own(request, origin)) or site not in {None, "same-origin", "none"}


def is_own_page(request: Request) -> bool:
    """Tell whether a browser says that a page of this server asks. A browser names the origin of every POST."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    return origin is not None and _is_own(request, origin) and site in {None, "same-origin"}


def is_relayed(request: Request) -> bool:
    """Tell whether a proxy says that it passes a request on from elsewhere."""
    names = request.headers.keys()
    return any(name in _RELAYED or name.startswith(_RELAYED_PREFIX) for name in names)


def could_be_a_form(request: Request) -> bool:
    """Tell whether the body is of a kind that a form of another site could send unasked."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() in _BY_FORMS


def _is_own(request: Request, origin: str) -> bool:
    try:
        return urlsplit(origin).netloc == request.headers.get("host", "")
    except ValueError:  # an address with half a bracket
        return False
