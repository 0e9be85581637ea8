"""Which sites' scripts may read the answers (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import Receive, Scope, Send

from crackdown.api.http.problems import ForeignSite, problem, status_of
from crackdown.errors import InputError

_PORTS: Final = {"http": 80, "https": 443}  # which a browser leaves out


def site(given: str) -> str:
    """Return a site as browsers name it in `Origin`, by which it is known; "*" is any.

    Raises:
        InputError: it is no site, and would never be met.

    >>> site("https://YASGUI.org:443/"), site("http://127.0.0.1:3333"), site("*")
    ('https://yasgui.org', 'http://127.0.0.1:3333', '*')
    """
    if given == "*":
        return given
    try:
        parts = urlsplit(given)
        host, port = parts.hostname or "", parts.port
    except ValueError:  # half a bracket, or a port that is none
        raise _no_site(given) from None
    rest = parts._replace(scheme="", netloc="").geturl()
    if not parts.scheme or not host or "@" in parts.netloc or rest not in {"", "/"}:
        raise _no_site(given)
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + ("" if port in {None, _PORTS.get(parts.scheme)} else f":{port}")


def _no_site(given: str) -> InputError:
    return InputError(f"{given}: this is no site; write one with its scheme and nothing behind it: https://yasgui.org")


class Cors(CORSMiddleware):
    """As Starlette has it, but that a preflight is refused as every request is: by a problem in words."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a preflight, or pass a request on."""
        if scope["type"] != "http" or scope["method"] != "OPTIONS":
            await super().__call__(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if "origin" not in headers or "access-control-request-method" not in headers:
            await super().__call__(scope, receive, send)
            return
        answer = self.preflight_response(request_headers=headers)
        if answer.status_code != HTTPStatus.OK:
            error = ForeignSite(
                f"a script of {headers['origin']} may not send {headers['access-control-request-method']} here: "
                "crackdown serve --cors names the sites whose scripts may, by GET, HEAD and POST"
            )
            kept = {name: value for name, value in answer.headers.items() if not name.startswith("content-")}
            answer = problem(Request(scope), status_of(error), error.code, str(error), {}, kept)
        await answer(scope, receive, send)
