"""The SPARQL 1.1 Protocol from the asking side: requests over kept connections, with a time and a size that end them.

A read that did not get through is tried again, a write never: it may have been done. TLS certificates are checked.
"""

from __future__ import annotations

import contextlib
import http.client
import logging
import queue
import socket
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode, urlsplit

from crackdown.errors import InvalidQuery, QueryAborted, QueryTimeout, StoreUnavailable
from crackdown.graph.remote.address import Address
from crackdown.graph.remote.authentication import Authentication

_LOG = logging.getLogger(__name__)
_READ_TRIES: Final = 3
_PAUSE_SECONDS: Final = 0.2  # before the second try; twice that before the third
_BUSY = frozenset((429, 502, 503, 504))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_BLOCK: Final = 1 << 16
_SHOWN: Final = 300  # letters of a server's own words
MAX_BYTES: Final = 1 << 30
TIMEOUT_SECONDS: Final = 120.0


@dataclass(frozen=True)
class Response:
    """What a server answered."""

    status: int
    media_type: str
    headers: dict[str, str]
    body: bytes


class Client:
    """Asks one endpoint. Any number of threads may use it."""

    def __init__(self, address: Address, *, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self.address = address
        self.timeout_seconds = timeout_seconds
        self._idle: dict[str, queue.LifoQueue[http.client.HTTPConnection]] = {}
        self._authentication = {url: Authentication(address.credentials) for url in (address.query_url,)}
        self._tls = ssl.create_default_context()

    def query(
        self,
        query: str,
        accept: str,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        timeout_seconds: float | None = None,
        max_bytes: int = MAX_BYTES,
    ) -> Response:
        """Ask a query.

        Raises:
            InvalidQuery: the endpoint does not take it.
            QueryTimeout, QueryAborted: it ran past its time, or its answer past the size.
            StoreUnavailable: the endpoint cannot be reached, refuses, or is no SPARQL endpoint.
        """
        form = [("query", query), *(("default-graph-uri", one) for one in default_graphs)]
        form += [("named-graph-uri", one) for one in named_graphs]
        limit = timeout_seconds or self.timeout_seconds
        url, deadline = self.address.query_url, time.monotonic() + limit
        for attempt in range(_READ_TRIES):
            try:
                response = self._send(url, _form(form), accept, deadline, max_bytes)
            except TimeoutError:
                raise QueryTimeout(f"{url} did not answer within {limit:g} s; make the query narrower") from None
            except (OSError, http.client.HTTPException) as error:
                if attempt == _READ_TRIES - 1 or isinstance(error, ssl.SSLCertVerificationError):
                    raise _unreachable(url, error) from error
            else:
                if response.status not in _BUSY or attempt == _READ_TRIES - 1:
                    return self._checked(response, url, is_query=True)
            time.sleep(min(_PAUSE_SECONDS * 2**attempt, max(0.0, deadline - time.monotonic())))
        raise AssertionError("unreachable")

    def get(self, url: str, accept: str) -> Response | None:
        """Fetch what stands beside the endpoint on the same server; None where there is nothing.

        Raises:
            StoreUnavailable: the server cannot be reached, or refuses.
        """
        deadline = time.monotonic() + self.timeout_seconds
        try:
            response = self._send(url, None, accept, deadline, MAX_BYTES)
        except (OSError, http.client.HTTPException) as error:
            raise _unreachable(url, error) from error
        return None if response.status == 404 else self._checked(response, url, is_query=False)

    def post(self, url: str, body: bytes, media_type: str) -> Response:
        """Send something to another address of the same server, once.

        Raises:
            StoreUnavailable: the server cannot be reached, or refuses; the message has its words.
        """
        deadline = time.monotonic() + self.timeout_seconds
        try:
            self.close()
            response = self._send(url, (body, media_type), "application/json", deadline, MAX_BYTES)
        except (OSError, http.client.HTTPException) as error:
            raise _unreachable(url, error) from error
        return self._checked(response, url, is_query=False)

    def update(self, update: str, url: str) -> None:
        """Send an update, once.

        Raises:
            StoreUnavailable: it was refused, or it is not known whether it was done.
        """
        try:
            deadline = time.monotonic() + self.timeout_seconds
            self.close()  # a kept connection may be dead, and then nobody could tell whether the update was read
            response = self._send(url, _form([("update", update)]), "*/*", deadline, MAX_BYTES)
        except TimeoutError:
            raise StoreUnavailable(f"{url} did not say within {self.timeout_seconds:g} s that it wrote") from None
        except (OSError, http.client.HTTPException) as error:
            raise _unreachable(url, error) from error
        self._checked(response, url, is_query=False)

    def close(self) -> None:
        """Close the connections."""
        for idle in list(self._idle.values()):
            with contextlib.suppress(queue.Empty):
                while True:  # until there are none: another thread may take some as well
                    idle.get_nowait().close()

    def _send(
        self, url: str, content: tuple[bytes, str] | None, accept: str, deadline: float, max_bytes: int
    ) -> Response:
        """Send a body of a media type by POST, or none by GET."""
        authentication = self._authentication.setdefault(url, Authentication(self.address.credentials))
        parts = urlsplit(url)
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        body, media_type = content or (None, "")
        for last in (False, False, True):  # bare, to be told what is asked for; with that; no more
            headers = {"Accept": accept, "User-Agent": "crackdown"}
            if media_type:
                headers["Content-Type"] = media_type
            if authorization := authentication.header("POST" if content else "GET", path):
                headers["Authorization"] = authorization
            begun = time.monotonic()
            response, challenges = self._exchange(url, path, body, headers, deadline, max_bytes)
            _LOG.debug("%s %s %.3f s %d bytes", url, response.status, time.monotonic() - begun, len(response.body))
            if last or response.status != 401 or not authentication.challenge(challenges):
                return response
        raise AssertionError

    def _exchange(
        self, url: str, path: str, body: bytes | None, headers: dict[str, str], deadline: float, max_bytes: int
    ) -> tuple[Response, list[str]]:
        connection, is_used = self._connection(url)
        method = "GET" if body is None else "POST"
        try:
            _set_timeout(connection, deadline)
            try:
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
            except (ConnectionError, http.client.BadStatusLine):
                # The server closed a connection that lay idle: it has not read the request.
                if not is_used:
                    raise
                connection.close()
                connection = self._connect(url)
                _set_timeout(connection, deadline)
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
            content = _read(connection, answer, deadline, max_bytes, url)
        except BaseException:
            connection.close()
            raise
        if answer.will_close:
            connection.close()
        else:
            self._idle.setdefault(_host(url), queue.LifoQueue()).put(connection)
        media_type = (answer.getheader("Content-Type") or "").partition(";")[0].strip().lower()
        known = {name.lower(): value for name, value in answer.getheaders()}
        return Response(answer.status, media_type, known, content), answer.headers.get_all("WWW-Authenticate") or []

    def _connection(self, url: str) -> tuple[http.client.HTTPConnection, bool]:
        try:
            return self._idle.setdefault(_host(url), queue.LifoQueue()).get_nowait(), True
        except queue.Empty:
            return self._connect(url), False

    def _connect(self, url: str) -> http.client.HTTPConnection:
        parts = urlsplit(url)
        assert parts.hostname
        if parts.scheme == "https":
            return http.client.HTTPSConnection(parts.hostname, parts.port, context=self._tls)
        return http.client.HTTPConnection(parts.hostname, parts.port)

    def _checked(self, response: Response, url: str, *, is_query: bool) -> Response:
        status = response.status
        if status < 300:
            return response
        said = _words(response)
        if status in {401, 403}:
            raise StoreUnavailable(
                f"{url} refuses ({status}); set the user and password, or the token, that it asks for: "
                "CRACKDOWN_STORE_USER and CRACKDOWN_STORE_PASSWORD, or CRACKDOWN_STORE_TOKEN"
            )
        if status in _REDIRECTS:
            raise StoreUnavailable(f"{url} points elsewhere: {response.headers.get('location', '')}; name that address")
        if status in {404, 405}:
            raise StoreUnavailable(f"{url} is no SPARQL endpoint ({status}); check the address")
        if is_query and status == 400:
            raise InvalidQuery(f"{url} does not answer this query: {said}")
        if is_query and status in {408, 504}:
            raise QueryTimeout(f"{url} stopped the query at its own time limit; make it narrower")
        raise StoreUnavailable(f"{url} answers {status}: {said}")


def _form(fields: list[tuple[str, str]]) -> tuple[bytes, str]:
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def _set_timeout(connection: http.client.HTTPConnection, deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection.timeout = left
    if connection.sock is not None:
        connection.sock.settimeout(left)
    else:
        connection.connect()
        assert connection.sock is not None
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _read(
    connection: http.client.HTTPConnection,
    answer: http.client.HTTPResponse,
    deadline: float,
    max_bytes: int,
    url: str,
) -> bytes:
    blocks: list[bytes] = []
    size = 0
    while block := answer.read1(_BLOCK):  # whatever has come, so that the time is looked at
        size += len(block)
        if size > max_bytes:
            raise QueryAborted(f"the answer of {url} is larger than {max_bytes} bytes; make the query narrower")
        blocks.append(block)
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if connection.sock is not None:
            connection.sock.settimeout(left)
    answer.close()  # read1 leaves that to us; the connection is then ready for the next request
    return b"".join(blocks)


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _unreachable(url: str, error: BaseException) -> StoreUnavailable:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return StoreUnavailable(f"{url} cannot be reached: {reason}; check the address and that the server runs")


def _words(response: Response) -> str:
    text = response.body[: 4 * _SHOWN].decode("utf-8", "replace")
    return " ".join(text.split())[:_SHOWN] or f"status {response.status}"
