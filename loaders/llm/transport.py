"""One POST to a language model's endpoint, bounded in time and size, and to nowhere else.

The standard library's client, because it follows no redirect, reads no proxy from the environment and keeps no cookies:
what is sent goes to the address that was set. The deadline is for the whole exchange, since a server that sends a byte
now and then never runs into a time-out between bytes.
"""

from __future__ import annotations

import http.client
import ssl
import threading
import time
from collections.abc import Mapping
from urllib.parse import urlsplit

from crackdown.errors import ModelAnswerInvalid, ModelUnavailable
from crackdown.graph.remote.closing import closed_at

MAX_ANSWER_BYTES = 1_000_000  # the answers asked for have some kilobytes
_PIECE = 65_536
_OK, _REDIRECTS = 200, range(300, 400)


def post(url: str, body: bytes, headers: Mapping[str, str], *, timeout_seconds: float) -> bytes:
    """Send a body and return the body of the answer.

    Raises:
        ModelUnavailable: no connection, no answer in time, or a status other than 200. The endpoint's own words are not
            in the message: they may say anything, the key included.
        ModelAnswerInvalid: the answer is larger than any that was asked for.
    """
    until = time.monotonic() + timeout_seconds
    connection = _connection(url, timeout_seconds)
    late = threading.Event()
    try:
        connection.connect()
        with closed_at(connection.sock, until, late):
            connection.request("POST", urlsplit(url).path, body=body, headers=dict(headers))
            response = connection.getresponse()
            _refuse_status(response)
            answer = _read(response)
    except (OSError, http.client.HTTPException) as error:
        if late.is_set() or isinstance(error, TimeoutError):
            raise _too_late(timeout_seconds) from error
        raise ModelUnavailable(f"the model's endpoint did not answer ({_reason(error)})") from error
    finally:
        connection.close()
    if late.is_set():  # the end of a body that was cut off by the clock looks like an end
        raise _too_late(timeout_seconds)
    return answer


def _too_late(timeout_seconds: float) -> ModelUnavailable:
    return ModelUnavailable(
        f"the model did not answer within {timeout_seconds:g} seconds; CRACKDOWN_LLM_TIMEOUT gives it longer"
    )


def _connection(url: str, timeout_seconds: float) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        return http.client.HTTPSConnection(
            host, parts.port, timeout=timeout_seconds, context=ssl.create_default_context()
        )
    return http.client.HTTPConnection(host, parts.port, timeout=timeout_seconds)


def _refuse_status(response: http.client.HTTPResponse) -> None:
    status = response.status
    if status == _OK:
        return
    if status in _REDIRECTS:
        told = "sent us elsewhere, which is not followed; set CRACKDOWN_LLM_URL to the final address"
    elif status in {401, 403}:
        told = "refused the key; check CRACKDOWN_LLM_KEY"
    elif status == 404:
        told = "knows no such address or model; check CRACKDOWN_LLM_URL and CRACKDOWN_LLM_MODEL"
    elif status == 429:
        told = "is asked too often or its quota is used up"
    else:
        told = "failed" if status >= 500 else "refused the question"
    raise ModelUnavailable(
        f"the model's endpoint {told} (HTTP {status})",
        status=status,
        retry_after_seconds=_seconds(response.headers.get("Retry-After")),
    )


def _seconds(given: str | None) -> float | None:
    return float(given) if given is not None and given.isascii() and given.isdigit() and len(given) < 6 else None


def _read(response: http.client.HTTPResponse) -> bytes:
    pieces, size = [], 0
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_ANSWER_BYTES:
            raise ModelAnswerInvalid(f"the model's answer is larger than {MAX_ANSWER_BYTES:,} bytes")
    return b"".join(pieces)


def _reason(error: Exception) -> str:
    """Name what went wrong; a protocol error's own text may quote what the server sent."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return type(error).__name__
