"""Which sites' scripts may read the answers (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol)."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import Request
from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import Receive, Scope, Send

from crackdown.api.http.problems import ForeignSite, problem, status_of


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
