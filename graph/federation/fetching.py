"""Asks another server's SPARQL endpoint a question, without any way to reach what is not public.

A name is looked up once; every address it has must be public, and the connection goes to an address that was looked at,
so that a name that changes its mind in between (DNS rebinding) reaches nothing. Redirects are not followed. The time is
for the whole of it but the look-up of the name, which the system bounds; the size for what comes.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode, urlsplit

from crackdown.errors import QueryTimeout, ServiceFailed, ServiceRefused
from crackdown.graph.federation.public_addresses import is_public
from crackdown.graph.remote.closing import closed_at

RESULTS: Final = "application/sparql-results+json"
_BLOCK: Final = 1 << 16
_SHOWN: Final = 200  # letters of a server's own words
_OK: Final = 200

IsAllowed = Callable[[str], bool]


def fetch(
    endpoint: str, query: str, *, timeout_seconds: float, max_bytes: int, is_allowed: IsAllowed = is_public
) -> bytes:
    """Return the SPARQL 1.1 Query Results JSON that an endpoint answers.

    Args:
        endpoint: its address, http or https.
        query: a SELECT.
        timeout_seconds: for connecting, asking and reading together.
        max_bytes: the most that is read.
        is_allowed: tells whether an IP address may be connected to.

    Raises:
        ServiceRefused: the endpoint's address is not public.
        ServiceFailed: it cannot be reached, refuses, answers something else, or too much.
        QueryTimeout: it did not answer in time.
    """
    parts, deadline = urlsplit(endpoint), time.monotonic() + timeout_seconds
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {
        "Content-Type": "application/x-www-form-urlencoded", "Accept": RESULTS, "Accept-Encoding": "identity",
        "User-Agent": "crackdown",
    }  # fmt: skip
    late = threading.Event()
    try:
        connection = _connect(endpoint, deadline, is_allowed, late)
        try:
            with closed_at(connection.sock, deadline, late):
                connection.request("POST", path, urlencode({"query": query}).encode(), headers)
                response = connection.getresponse()
                body = _read(endpoint, response, max_bytes)
        finally:
            connection.close()
    except (OSError, ValueError, http.client.HTTPException) as error:
        if not late.is_set() and not isinstance(error, TimeoutError):
            raise ServiceFailed(f"{endpoint} cannot be asked: {error}") from error
        late.set()
    if late.is_set():  # an answer that was cut ends like one that is whole
        raise QueryTimeout(f"{endpoint} did not answer within {timeout_seconds:.3g} s")
    return _checked(endpoint, response, body)


def _connect(
    endpoint: str, deadline: float, is_allowed: IsAllowed, late: threading.Event
) -> http.client.HTTPConnection:
    """Connect to an address that was looked at."""
    parts = urlsplit(endpoint)
    is_tls, host = parts.scheme == "https", parts.hostname or ""
    port = parts.port or (443 if is_tls else 80)
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(is_allowed(one) for one in found):
        raise ServiceRefused(f"{endpoint} is not called: {host} is not a public address")
    link = socket.create_connection((found[0], port), timeout=_left(deadline))
    if is_tls:
        try:
            context = ssl.create_default_context()
            link = context.wrap_socket(link, server_hostname=host, do_handshake_on_connect=False)
            with closed_at(link, deadline, late):
                link.do_handshake()
        except BaseException:
            link.close()
            raise
    connection = http.client.HTTPConnection(host, port)
    connection.sock = link
    return connection


def _read(endpoint: str, response: http.client.HTTPResponse, max_bytes: int) -> bytes:
    body = bytearray()
    while block := response.read1(_BLOCK):
        body += block
        if len(body) > max_bytes:
            raise ServiceFailed(f"{endpoint} answers with more than {max_bytes:,} bytes; ask it for less")
    return bytes(body)


def _checked(endpoint: str, response: http.client.HTTPResponse, body: bytes) -> bytes:
    media_type = (response.getheader("content-type") or "").partition(";")[0].strip().lower()
    if response.status != _OK:
        told = body[:_SHOWN].decode("utf-8", "replace").strip()
        raise ServiceFailed(f"{endpoint} answers {response.status} {response.reason}: {told}")
    if media_type not in {RESULTS, "application/json"}:
        raise ServiceFailed(f"{endpoint} answers {media_type or 'nothing'}, not SPARQL results in JSON")
    return body


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
