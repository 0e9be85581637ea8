"""Asks another server's SPARQL endpoint a question, without any way to reach what is not public.

A name is looked up once; every address it has must be public, and the connection goes to an address that was looked at,
so that a name that changes its mind in between (DNS rebinding) reaches nothing. Redirects are not followed. The time is
for the whole of it, the size for what comes.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode, urlsplit

from crackdown.errors import QueryTimeout, ServiceFailed, ServiceRefused
from crackdown.graph.federation.public_addresses import is_public

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
        timeout_seconds: for looking up, connecting, asking and reading together.
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
    try:
        connection = _connect(endpoint, deadline, is_allowed)
        try:
            connection.request("POST", path, urlencode({"query": query}).encode(), headers)
            return _read(endpoint, connection, deadline, max_bytes)
        finally:
            connection.close()
    except TimeoutError:
        raise QueryTimeout(f"{endpoint} did not answer within {timeout_seconds:.3g} s") from None
    except (OSError, http.client.HTTPException) as error:
        raise ServiceFailed(f"{endpoint} cannot be asked: {error}") from error


def _connect(endpoint: str, deadline: float, is_allowed: IsAllowed) -> http.client.HTTPConnection:
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
            link = ssl.create_default_context().wrap_socket(link, server_hostname=host)
        except BaseException:
            link.close()
            raise
    connection = http.client.HTTPConnection(host, port)
    connection.sock = link
    return connection


def _read(endpoint: str, connection: http.client.HTTPConnection, deadline: float, max_bytes: int) -> bytes:
    link = connection.sock
    link.settimeout(_left(deadline))
    response = connection.getresponse()
    body = bytearray()
    while True:
        link.settimeout(_left(deadline))
        block = response.read1(_BLOCK)
        if not block:
            break
        body += block
        if len(body) > max_bytes:
            raise ServiceFailed(f"{endpoint} answers with more than {max_bytes:,} bytes; ask it for less")
    media_type = (response.getheader("content-type") or "").partition(";")[0].strip().lower()
    if response.status != _OK:
        told = bytes(body[:_SHOWN]).decode("utf-8", "replace").strip()
        raise ServiceFailed(f"{endpoint} answers {response.status} {response.reason}: {told}")
    if media_type not in {RESULTS, "application/json"}:
        raise ServiceFailed(f"{endpoint} answers {media_type or 'nothing'}, not SPARQL results in JSON")
    return bytes(body)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
