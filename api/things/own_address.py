"""Requests that come to an IRI itself, where this server stands behind the base's own host.

A server usually answers for IRIs whose host is elsewhere: `/country/KH` is then the address of a document. Where the
host is the base's, the same address is the IRI of a thing; and the base may have a path, which is taken off here.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from crackdown.ontology.base import BASE
from crackdown.ontology.namespaces import TERMS_BASE

_BASES: Final = tuple((urlsplit(base).netloc, urlsplit(base).path) for base in dict.fromkeys((BASE, TERMS_BASE)))
_MARK: Final = "crackdown.is_iri"


class UnderBase:
    """Answer below the base's path as at the root, and mark what was asked for by its IRI."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http":
            host = Headers(scope=scope).get("host", "")
            path = next((path for netloc, path in _BASES if host == netloc and scope["path"].startswith(path)), None)
            if path is not None:
                raw = scope["raw_path"][len(path) - 1 :]
                scope = {**scope, "path": scope["path"][len(path) - 1 :], "raw_path": raw, _MARK: True}
        await self._app(scope, receive, send)


def is_iri(request: Request) -> bool:
    """Tell whether the address that was asked for is the IRI itself."""
    return bool(request.scope.get(_MARK))
