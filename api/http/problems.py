"""Errors as RFC 9457 problems, and redirects: the one place where HTTP status codes are chosen.

Every error ends here: our own by their class, the framework's by their status, anything else as a 500 that is logged
once and tells the caller nothing of the inside. Browsers that ask for HTML get the same as a page.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match

from crackdown import errors
from crackdown.api.http.negotiation import accept_of, negotiate
from crackdown.api.http.request_log import HEADER, id_of, note_problem
from crackdown.api.routes import iter_routes
from crackdown.api.things.templating import render
from crackdown.api.wrong_values import tell_wrong_values, wrong_values

LOGGER = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
_CLIENT_GONE: Final = 499  # of no standard, but what logs call it since nginx did
_FILES = ["GET", "HEAD", "OPTIONS"]  # what the explorer's files, which are no routes, take


class NotAcceptable(errors.UnknownFormat):
    """None of the media types a request accepts is offered."""

    code = "not-acceptable"


class UnsupportedMediaType(errors.UnknownFormat):
    """A request's body is of a media type that is not read here."""

    code = "unsupported-media-type"


class NoneMatches(errors.InputError):
    """An answer has none of the tags that a request makes its condition."""

    code = "precondition-failed"


class NoSuchPart(errors.InputError):
    """A part of a file is asked for that lies behind its end."""

    code = "no-such-part"


class AddressTooLong(errors.InputError):
    """A query too long for an address."""

    code = "address-too-long"


class ForeignHost(errors.InputError):
    """A request that was sent to another name than the server's own."""

    code = "foreign-host"


class ForeignSite(errors.InputError):
    """A preflight of a site whose scripts may not read here."""

    code = "foreign-site"


class NotReady(errors.QueryError):
    """The server is alive but cannot answer from its graph."""

    code = "not-ready"


class TokenInAddress(errors.InputError):
    """A token stands in the address, where logs and histories keep it."""

    code = "token-in-address"


class TokenRefused(errors.InputError):
    """No token was sent, or none that is known; `challenge` says so to a program (RFC 6750, section 3)."""

    code = "token-refused"

    def __init__(self, message: str, *, challenge: str = 'Bearer realm="crackdown"') -> None:
        super().__init__(message)
        self.challenge = challenge


class TooManyAttempts(errors.InputError):
    """An address has sent unknown tokens too often."""

    code = "too-many-attempts"


class BodyTooLarge(errors.InputError):
    """A request's body is larger than is read here."""

    code = "body-too-large"


class BodyTooSlow(errors.InputError):
    """A request's body did not arrive in time."""

    code = "body-too-slow"


# How long to wait before asking again, in seconds; whatever else is answered 503 says `_LATER_SECONDS`.
RETRY_AFTER: Mapping[type[errors.CrackdownError], int] = {
    TooManyAttempts: 60,
    errors.StoreLocked: 5,
    errors.ReadersBusy: 5,
    errors.ExportBusy: 60,
}
_LATER_SECONDS = 10

# The nearest class counts, so a new class below one of these has a status from its first day.
STATUS: Mapping[type[errors.CrackdownError], HTTPStatus] = {
    errors.CrackdownError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.InputError: HTTPStatus.BAD_REQUEST,
    errors.UnreadableAnnouncement: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.InvalidRecord: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.InvalidQuery: HTTPStatus.BAD_REQUEST,
    errors.UpdateRefused: HTTPStatus.FORBIDDEN,
    errors.ServiceRefused: HTTPStatus.FORBIDDEN,
    errors.UnknownFormat: HTTPStatus.BAD_REQUEST,
    errors.JudgementRefused: HTTPStatus.FORBIDDEN,
    errors.AnnouncementRefused: HTTPStatus.FORBIDDEN,
    TokenInAddress: HTTPStatus.BAD_REQUEST,
    TokenRefused: HTTPStatus.UNAUTHORIZED,
    TooManyAttempts: HTTPStatus.TOO_MANY_REQUESTS,
    BodyTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    BodyTooSlow: HTTPStatus.REQUEST_TIMEOUT,
    errors.ReadersBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.ModelNotSet: HTTPStatus.BAD_REQUEST,
    errors.SourceNotSet: HTTPStatus.BAD_REQUEST,
    errors.DamagedBackup: HTTPStatus.BAD_REQUEST,
    errors.ReadingUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.EngineUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.FetchError: HTTPStatus.BAD_GATEWAY,
    errors.FetchRefused: HTTPStatus.FORBIDDEN,
    errors.FetchFailed: HTTPStatus.BAD_GATEWAY,
    errors.CostNotConfirmed: HTTPStatus.PAYMENT_REQUIRED,
    NotAcceptable: HTTPStatus.NOT_ACCEPTABLE,
    UnsupportedMediaType: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    NoneMatches: HTTPStatus.PRECONDITION_FAILED,
    NoSuchPart: HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
    AddressTooLong: HTTPStatus.REQUEST_URI_TOO_LONG,
    ForeignHost: HTTPStatus.BAD_REQUEST,
    NotReady: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreLocked: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreFull: HTTPStatus.INSUFFICIENT_STORAGE,
    errors.QueryError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.QueryTimeout: HTTPStatus.GATEWAY_TIMEOUT,
    errors.QueryAborted: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.QueryCrashed: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.ServiceFailed: HTTPStatus.BAD_GATEWAY,
    errors.ServerBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.ExportBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.ModelError: HTTPStatus.BAD_GATEWAY,
    errors.ModelUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.ModelAnswerInvalid: HTTPStatus.BAD_GATEWAY,
}
# What a stranger is told instead of the error's own words, which are in the server's log.
_KEPT_INSIDE: Final[Mapping[type[Exception], str]] = {
    errors.StoreError: "the store cannot be used now; the server's log tells why",
    errors.StoreLocked: "the store is being written by another process; send the same again in a little while",
    errors.StoreFull: (
        "no space is left on the server's disk; once there is room, send the same again: what was stored is whole"
    ),
}


def status_of(error: errors.CrackdownError) -> HTTPStatus:
    """Return the status of an error: that of its class, or of the nearest above.

    >>> status_of(errors.UpdateRefused("…")).value
    403
    """
    return next(STATUS[class_] for class_ in type(error).__mro__ if class_ in STATUS)


def _told(request: Request, error: errors.CrackdownError) -> str:
    """Say what went wrong; of the store, whose errors name folders and addresses inside, in words that do not."""
    kept_inside = next((class_ for class_ in type(error).__mro__ if class_ in _KEPT_INSIDE), None)
    if kept_inside is None:
        return str(error)
    LOGGER.warning("%s %s [%s]: %s", request.method, request.url.path, id_of(request.scope) or "-", error)
    return _KEPT_INSIDE[kept_inside]


def _headers_of(error: errors.CrackdownError) -> dict[str, str]:
    """Return what a program is told beside the words: when to ask again, how to say who it is."""
    seconds = next((RETRY_AFTER[class_] for class_ in type(error).__mro__ if class_ in RETRY_AFTER), None)
    if isinstance(error, errors.ServerBusy):
        seconds = error.retry_after_seconds
    headers = {} if seconds is None else {"retry-after": str(seconds)}
    return headers | ({"www-authenticate": error.challenge} if isinstance(error, TokenRefused) else {})


def handle_problems(app: FastAPI, headers: Mapping[str, str]) -> None:
    """Answer every error of an app with a problem; `headers` go on the answers that no middleware sees."""

    def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, errors.CrackdownError)
        extra = {"line": error.line, "column": error.column} if isinstance(error, errors.InvalidQuery) else {}
        known = {name: value for name, value in extra.items() if value is not None}
        return problem(request, status_of(error), error.code, _told(request, error), known, _headers_of(error))

    def framework(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        status = HTTPStatus(error.status_code)
        code = status.phrase.lower().replace(" ", "-")
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            return _not_allowed(request, code)
        detail = f"{request.method} {request.url.path}: {error.detail}"
        return problem(request, status, code, detail, {}, error.headers)

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        found = error.errors()
        code, detail = errors.InputError.code, tell_wrong_values(found)
        return problem(request, HTTPStatus.BAD_REQUEST, code, detail, {"errors": wrong_values(found)})

    def unexpected(request: Request, error: Exception) -> Response:
        LOGGER.error("%s %s failed", request.method, request.url.path, exc_info=error)
        detail = "something went wrong on the server; its log tells what"
        sent = {**headers, HEADER: id_of(request.scope) or ""}
        return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, errors.CrackdownError.code, detail, {}, sent)

    def nobody(_request: Request, _error: Exception) -> Response:
        return to_nobody()

    app.add_exception_handler(errors.CrackdownError, ours)
    app.add_exception_handler(ClientDisconnect, nobody)
    app.add_exception_handler(HTTPException, framework)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, unexpected)


def _not_allowed(request: Request, code: str) -> Response:
    """Answer a method that a path does not have with those it has; to OPTIONS they are all that is wanted."""
    methods = _methods_of(request)
    allow = {"allow": ", ".join(methods)}
    if request.method == "OPTIONS":
        return Response(status_code=HTTPStatus.NO_CONTENT.value, headers=allow)
    detail = f"{request.url.path} is not for {request.method}; it takes {', '.join(methods)}"
    return problem(request, HTTPStatus.METHOD_NOT_ALLOWED, code, detail, {}, allow)


def _methods_of(request: Request) -> list[str]:
    """List the methods of all routes of a path: the router knows those of the first one alone."""
    methods = {"OPTIONS"}
    for route in iter_routes(request.app):
        if route.matches(dict(request.scope))[0] is not Match.NONE:
            methods |= route.methods or set()
    return sorted(methods | ({"HEAD"} if "GET" in methods else set())) if methods != {"OPTIONS"} else _FILES


def problem(
    request: Request,
    status: HTTPStatus,
    code: str,
    detail: str,
    extra: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Make the answer: a page for a browser, a problem for everyone else."""
    sent = {"vary": "Accept", **(headers or {})}
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        sent.setdefault("retry-after", str(_LATER_SECONDS))
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail, "code": code}
    note_problem(request, code)
    if query_id := id_of(request.scope):
        body["instance"] = f"urn:uuid:{UUID(query_id)}"
        body["query_id"] = query_id
    # Half a character, as JSON's "\ud800" writes it, cannot be sent back.
    body["detail"] = detail.encode("utf-8", "backslashreplace").decode()
    if negotiate(accept_of(request.headers), (MEDIA_TYPE, "text/html")) == "text/html":
        return HTMLResponse(render("problem.html", problem=body), status_code=status.value, headers=sent)
    return JSONResponse({**body, **extra}, status_code=status.value, headers=sent, media_type=MEDIA_TYPE)


def to_nobody() -> Response:
    """Make the answer where whoever asked has gone: it is for the log, and the metrics, alone."""
    return Response(status_code=_CLIENT_GONE)


def moved_for_good(address: str) -> Response:
    """Send on from the IRI of what was merged to that of what stands in for it, for as long as nobody takes it back."""
    return RedirectResponse(address, HTTPStatus.PERMANENT_REDIRECT, headers={"cache-control": "no-cache"})


def see_other(address: str) -> Response:
    """Send on from the IRI of a thing, which is no document, to a document about it."""
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers={"vary": "Accept, Accept-Language"})
