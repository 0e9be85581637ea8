"""Connections to addresses that were looked at, with one time for all that happens on them.

A host's name is looked up once, every address it has must be allowed, and the connection goes to one of them: a name
that changes its mind in between (DNS rebinding) reaches nothing. This stands below everything that could ask for a
page, so no redirect goes around it. No proxy is used: it would look names up itself.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import httpcore
import httpx

from crackdown.errors import FetchRefused

IsAllowed = Callable[[str], bool]
_STALL_SECONDS: Final = 20.0  # the longest silence within an answer


class Deadline:
    """The moment by which a page must be here."""

    def __init__(self) -> None:
        self._at = float("inf")

    def start(self, seconds: float) -> None:
        """Set it anew."""
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """Return how many seconds are left, never more than a silence may last.

        Raises:
            httpcore.ReadTimeout: none are.
        """
        left = self._at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("it takes longer than the time for one page")
        return min(left, _STALL_SECONDS)


class CheckedTransport(httpx.BaseTransport):
    """What httpx sends its requests through."""

    def __init__(self, deadline: Deadline, is_allowed: IsAllowed) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=1,  # for each host has a transport of its own
            keepalive_expiry=30.0,
            network_backend=_CheckedBackend(deadline, is_allowed),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the answer's body comes as it is read."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
            )
        )
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close its connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


class _CheckedBackend(httpcore.NetworkBackend):
    def __init__(self, deadline: Deadline, is_allowed: IsAllowed) -> None:
        self._deadline = deadline
        self._is_allowed = is_allowed
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers, if all of them are allowed."""
        del timeout, local_address
        found = look_up(host, port, self._is_allowed)
        failure: Exception | None = None
        for address in found:
            try:
                left = self._deadline.left()
                stream = self._system.connect_tcp(address, port, timeout=left, socket_options=socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure or httpcore.ConnectError(f"{host} has no address")


class _TimedStream(httpcore.NetworkStream):
    """A connection on which no single step outlasts the time that is left."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del timeout
        return self._stream.read(max_bytes, timeout=self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        del timeout
        self._stream.write(buffer, timeout=self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        del timeout
        inner = self._stream.start_tls(ssl_context, server_hostname, timeout=self._deadline.left())
        return _TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def look_up(host: str, port: int, is_allowed: IsAllowed) -> list[str]:
    """Return the addresses of a host, each once, in the system's order.

    Raises:
        FetchRefused: one of them is not allowed.
        httpcore.ConnectError: it has none.
    """
    try:
        found = dict.fromkeys(str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"{host} is not found ({error})") from error
    for address in found:
        if not is_allowed(address):
            raise FetchRefused(f"{host} is at {address}, which is no public address")
    return list(found)
