"""One fetcher: a page asked for as a polite visitor would, or a sentence that says why it was not or did not come.

robots.txt first; requests to a host one after the other, at its pace; only what changed (conditional requests);
redirects followed by hand, each hop checked like the first; again and later where a server is busy. Cookies are
neither kept nor sent.
"""

from __future__ import annotations

import time
from http import HTTPStatus
from types import TracebackType
from typing import Final, Self
from urllib.parse import urldefrag, urljoin, urlsplit

import httpcore
import httpx

from crackdown.errors import FetchError, FetchFailed, FetchRefused
from crackdown.graph.federation.public_addresses import is_public
from crackdown.loaders.fetching.answers import Answer, Headers
from crackdown.loaders.fetching.bodies import ACCEPTED, read_body
from crackdown.loaders.fetching.connecting import CheckedTransport, Deadline
from crackdown.loaders.fetching.limits import PRODUCT, Limits, user_agent
from crackdown.loaders.fetching.pacing import Clock, Pace, backoff, retry_after
from crackdown.loaders.fetching.robots import Rules, read_rules

_REDIRECTS: Final = {301, 302, 303, 307, 308}
_BUSY: Final = {429, 500, 502, 503, 504}
_HOSTS_AT_ONCE: Final = 50  # connections that are kept open for what comes next


class Fetcher:
    """Fetches pages; closed, it holds no connection any more."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        contact: str | None = None,
        allow_private: bool = False,
        clock: Clock | None = None,
    ) -> None:
        """Prepare one.

        Args:
            limits: of a page, and the pace of each host.
            contact: an address or a page of whoever runs it, which servers are told.
            allow_private: whether to fetch from addresses that are not public too, without pausing there.
            clock: the time, and waiting.
        """
        self.limits = limits or Limits()
        self._agent = user_agent(contact)
        self._allow_private = allow_private
        self._clock = clock or Clock()
        self._pace = Pace(self._clock)
        self._rules: dict[str, Rules] = {}
        self._clients: dict[str, httpx.Client] = {}
        self._deadline = Deadline()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        while self._clients:
            self._clients.popitem()[1].close()

    def fetch(
        self,
        url: str,
        *,
        accept: str = "*/*",
        etag: str | None = None,
        modified: str | None = None,
        delay_seconds: float | None = None,
    ) -> Answer:
        """Fetch a page: what was answered in the end, 304, 404 and 410 included.

        Args:
            url: its address, http or https.
            accept: the media types that are wanted.
            etag: what the server called the version that is here already.
            modified: when it said that one was last modified.
            delay_seconds: between two requests to this host, in place of the limits' own.

        Raises:
            FetchRefused: robots.txt forbids it, it leads to an address that is not public, redirects too often, or is
                too large.
            FetchFailed: the server does not answer, answers with an error, or breaks off.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        sent = {name: value for name, value in conditions.items() if value and value.isascii()}  # others cannot be
        headers = {"Accept": accept, **sent}
        answer = self._follow(url, headers, delay_seconds, heeds_robots=True)
        if answer.status < HTTPStatus.BAD_REQUEST or answer.is_gone:
            return answer
        raise FetchFailed(f"{url}: the server answers {answer.status} {answer.reason}".strip(), status=answer.status)

    def is_forbidden(self, url: str) -> bool:
        """Tell whether robots.txt keeps us from a page, asking for it the first time; fetching it would be refused.

        Where robots.txt itself cannot be read that is no answer: fetching the page tells what is wrong.
        """
        try:
            return self.rules(url).is_forbidden(url, PRODUCT)
        except FetchError:
            return False

    def rules(self, url: str) -> Rules:
        """Return what the robots.txt of an address's server says, asking for it the first time.

        Raises:
            FetchRefused: it is no address that can be asked, or not at a public one.
        """
        parts = urlsplit(_as_sent(url))
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            try:
                answer: Answer | FetchError = self._follow(f"{origin}/robots.txt", {}, None, heeds_robots=False)
            except FetchRefused as error:
                if "public address" in str(error):
                    raise
                answer = error
            except FetchError as error:
                answer = error
            self._rules[origin] = read_rules(answer, PRODUCT)
        return self._rules[origin]

    def _follow(self, url: str, headers: dict[str, str], delay: float | None, *, heeds_robots: bool) -> Answer:
        hops: list[str] = []
        current = _as_sent(url)
        while True:
            if heeds_robots:
                self.rules(current).refuse(current, PRODUCT)
            answer = self._try_hard(current, headers, delay, heeds_robots=heeds_robots)
            target = answer.header("location")
            if answer.status not in _REDIRECTS or not target:
                return Answer(
                    url, current, answer.at, answer.status, answer.reason, answer.request_headers, answer.headers,
                    answer.body, tuple(hops),
                )  # fmt: skip
            hops.append(current)
            if len(hops) > self.limits.redirects:
                raise FetchRefused(f"{url}: redirects more than {self.limits.redirects} times, last to {target[:200]}")
            current = _as_sent(_joined(current, _escaped(target)))
            if current in hops:
                raise FetchRefused(f"{url}: redirects in a circle, back to {current}")

    def _try_hard(self, url: str, headers: dict[str, str], delay: float | None, *, heeds_robots: bool) -> Answer:
        """Ask again, and later, where a server is busy or does not answer."""
        attempt = 0
        while True:
            answer: Answer | FetchFailed
            try:
                answer = self._ask(url, headers, delay, heeds_robots=heeds_robots)
                if answer.status not in _BUSY:
                    return answer
                asked = retry_after(answer.header("retry-after"), self._clock.today())
            except FetchFailed as error:
                answer, asked = error, None
            attempt += 1
            wait = backoff(attempt - 1) if asked is None else asked
            if attempt >= self.limits.attempts or wait > self.limits.longest_wait_seconds:
                if isinstance(answer, FetchFailed):
                    raise answer
                return answer
            self._pace.hold(_host(url), wait)

    def _ask(self, url: str, headers: dict[str, str], delay: float | None, *, heeds_robots: bool) -> Answer:
        """Send one request, when it is its host's turn."""
        host = _host(url)
        pause = 0.0 if self._allow_private else self.limits.delay_seconds if delay is None else delay
        if heeds_robots:
            pause = max(pause, self.rules(url).delay_seconds(PRODUCT))
        self._pace.wait(host)
        self._deadline.start(self.limits.timeout_seconds)
        started = time.monotonic()
        client = self._client(url)
        try:
            with client.stream("GET", url, headers={**headers, "Accept-Encoding": ACCEPTED}) as response:
                body = read_body(
                    response.iter_raw(), response.headers.get("content-encoding"), url=url,
                    max_bytes=self.limits.max_bytes, announced=response.headers.get("content-length"),
                )  # fmt: skip
                return Answer(
                    url, url, self._clock.today(), response.status_code, response.reason_phrase,
                    _pairs(response.request.headers), _pairs(response.headers), body,
                )  # fmt: skip
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            took = time.monotonic() - started
            raise FetchFailed(f"{url}: no whole answer within {took:.0f} s; given up") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, OSError) as error:
            raise FetchFailed(f"{url}: the connection fails ({str(error) or type(error).__name__})") from error
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise FetchRefused(f"{url}: this is no address that can be asked ({error})") from error
        finally:
            self._pace.hold(host, pause)

    def _is_allowed(self, address: str) -> bool:
        return self._allow_private or is_public(address)

    def _client(self, url: str) -> httpx.Client:
        """Return what talks to an address's server, on one connection."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._clients:
            if len(self._clients) >= _HOSTS_AT_ONCE:
                self.close()
            self._clients[origin] = httpx.Client(
                transport=CheckedTransport(self._deadline, self._is_allowed),
                headers={"User-Agent": self._agent},
                follow_redirects=False,
                trust_env=False,
                timeout=None,
            )
        client = self._clients[origin]
        client.cookies.clear()
        return client


def _as_sent(url: str) -> str:
    """Write an address as it goes to a server and into the archive: all ASCII, other letters escaped (RFC 3987, 3.1).

    >>> _as_sent("https://Bücher.example/ข่าว")
    'https://xn--bcher-kva.example/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7'

    Raises:
        FetchRefused: it is no such address, or tells a password.
    """
    try:
        sent = str(httpx.URL(url))
        parts = urlsplit(sent)
        is_good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
        _ = parts.port
    except (httpx.InvalidURL, ValueError):
        is_good = False
    if not is_good:
        raise _no_page(url)
    return sent


def _escaped(target: str) -> str:
    """Escape the bytes of a header that leads elsewhere: what stands there is UTF-8 as a rule, and nothing says so.

    >>> _escaped("/ข่าว".encode().decode("latin-1"))
    '/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7'
    """
    return "".join(letter if letter.isascii() else f"%{ord(letter):02X}" for letter in target)


def _joined(url: str, target: str) -> str:
    """Give the address that a redirect leads to."""
    try:
        return urldefrag(urljoin(url, target)).url
    except ValueError as error:  # brackets that hold no IPv6 address
        raise _no_page(target) from error


def _no_page(url: str) -> FetchRefused:
    return FetchRefused(f"{url[:500]!r}: only http and https addresses without a password are fetched")


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


def _pairs(headers: httpx.Headers) -> Headers:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers.raw)
