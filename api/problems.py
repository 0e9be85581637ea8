"""Errors as RFC 9457 problems: the one place where HTTP status codes are chosen.

Every error ends here: our own by their class, the framework's by their status, anything else as a 500 that is logged
once and tells the caller nothing of the inside. Browsers that ask for HTML get the same as a page.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from crackdown import errors
from crackdown.api.negotiation import negotiate
from crackdown.api.templating import render

LOGGER = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"


class NotAcceptable(errors.UnknownFormat):
    """None of the media types a request accepts is offered."""

    code = "not-acceptable"


class UnsupportedMediaType(errors.UnknownFormat):
    """A request's body is of a media type that is not read here."""

    code = "unsupported-media-type"


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
    errors.ModelNotSet: HTTPStatus.BAD_REQUEST,
    errors.CostNotConfirmed: HTTPStatus.PAYMENT_REQUIRED,
    NotAcceptable: HTTPStatus.NOT_ACCEPTABLE,
    UnsupportedMediaType: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreLocked: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreFull: HTTPStatus.INSUFFICIENT_STORAGE,
    errors.QueryError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.QueryTimeout: HTTPStatus.GATEWAY_TIMEOUT,
    errors.QueryAborted: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.ModelError: HTTPStatus.BAD_GATEWAY,
    errors.ModelUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.ModelAnswerInvalid: HTTPStatus.BAD_GATEWAY,
}


def status_of(error: errors.CrackdownError) -> HTTPStatus:
    """Return the status of an error: that of its class, or of the nearest above.

    >>> status_of(errors.UpdateRefused("…")).value
    403
    """
    return next(STATUS[class_] for class_ in type(error).__mro__ if class_ in STATUS)


def handle_problems(app: FastAPI, headers: Mapping[str, str]) -> None:
    """Answer every error of an app with a problem; `headers` go on the answers that no middleware sees."""

    def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, errors.CrackdownError)
        extra = {"line": error.line, "column": error.column} if isinstance(error, errors.InvalidQuery) else {}
        known = {name: value for name, value in extra.items() if value is not None}
        return problem(request, status_of(error), error.code, str(error), known)

    def framework(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        status = HTTPStatus(error.status_code)
        code = status.phrase.lower().replace(" ", "-")
        detail = f"{request.method} {request.url.path}: {error.detail}"
        return problem(request, status, code, detail, {}, error.headers)

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        wrong = [{"where": ".".join(map(str, one["loc"])), "message": one["msg"]} for one in error.errors()]
        detail = "; ".join(f"{one['where']}: {one['message']}" for one in wrong)
        return problem(request, HTTPStatus.BAD_REQUEST, errors.InputError.code, detail, {"errors": wrong})

    def unexpected(request: Request, error: Exception) -> Response:
        LOGGER.error("%s %s failed", request.method, request.url.path, exc_info=error)
        detail = "something went wrong on the server; its log tells what"
        return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, errors.CrackdownError.code, detail, {}, headers)

    app.add_exception_handler(errors.CrackdownError, ours)
    app.add_exception_handler(HTTPException, framework)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, unexpected)


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
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail, "code": code}
    if negotiate(request.headers.get("accept"), (MEDIA_TYPE, "text/html")) == "text/html":
        return HTMLResponse(render("problem.html", problem=body), status_code=status.value, headers=sent)
    return JSONResponse({**body, **extra}, status_code=status.value, headers=sent, media_type=MEDIA_TYPE)
