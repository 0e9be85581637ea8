"""The fetcher against servers that behave and misbehave."""

import gzip
import socket
import time
from urllib.parse import quote

import httpcore
import pytest

from crackdown.errors import FetchFailed, FetchRefused
from crackdown.loaders.fetching import Fetcher
from crackdown.loaders.fetching.connecting import look_up
from crackdown.loaders.fetching.pacing import Pace


def test_says_who_asks_and_whom_to_write_to(site, fetcher):
    site.pages["/a"] = b"<p>hello"
    assert fetcher.fetch(f"{site.url}/a").body == b"<p>hello"
    assert site.headers["/a"]["User-Agent"].startswith("crackdown/")
    assert "mail@example.org" in site.headers["/a"]["User-Agent"]


def test_asks_only_for_what_changed(site, fetcher, answer):
    site.pages["/a"] = answer(status=304)
    found = fetcher.fetch(f"{site.url}/a", etag='"1"', modified="Tue, 10 Feb 2026 08:00:00 GMT")
    assert found.is_unchanged
    assert site.headers["/a"]["If-None-Match"] == '"1"'
    assert site.headers["/a"]["If-Modified-Since"] == "Tue, 10 Feb 2026 08:00:00 GMT"


def test_a_busy_server_is_asked_again_when_it_says(site, fetcher, clock, answer):
    site.pages["/a"] = [answer(status=429, Retry_After="37"), b"at last"]
    assert fetcher.fetch(f"{site.url}/a").body == b"at last"
    assert 37.0 in clock.slept


def test_a_busy_server_that_says_nonsense_is_asked_again(site, fetcher, answer):
    nonsense = answer(status=503, Retry_After="Wed, 99999999999999999999 Feb 2026 00:00:00 GMT")
    site.pages["/a"] = [nonsense, b"at last"]
    assert fetcher.fetch(f"{site.url}/a").body == b"at last"


def test_a_server_that_fails_once_is_asked_again_after_a_pause(site, fetcher, clock, answer):
    site.pages["/a"] = [answer(status=500), b"at last"]
    assert fetcher.fetch(f"{site.url}/a").body == b"at last"
    assert len(clock.slept) == 1
    assert clock.slept[0] >= 1


def test_a_server_that_asks_for_an_hour_is_left_alone(site, fetcher, answer):
    site.pages["/a"] = answer(status=503, Retry_After="3600")
    with pytest.raises(FetchFailed, match="503"):
        fetcher.fetch(f"{site.url}/a")
    assert site.count("/a") == 1


@pytest.mark.parametrize("asked", ["Mon, 01 Jan 99999999999999999999 00:00:00 GMT", "soon"])
def test_an_hour_that_no_clock_shows_is_none(site, fetcher, asked, answer):
    site.pages["/a"] = [answer(status=503, Retry_After=asked), b"at last"]
    assert fetcher.fetch(f"{site.url}/a").body == b"at last"


def test_attempts_end(site, fetcher, answer):
    site.pages["/a"] = answer(status=500)
    with pytest.raises(FetchFailed) as caught:
        fetcher.fetch(f"{site.url}/a")
    assert caught.value.status == 500
    assert site.count("/a") == 4


def test_redirects_are_followed_and_told(site, fetcher, answer):
    site.pages |= {"/a": answer(status=301, Location="/b"), "/b": b"here"}
    found = fetcher.fetch(f"{site.url}/a")
    assert (found.body, found.final_url, found.hops) == (b"here", f"{site.url}/b", (f"{site.url}/a",))


def test_a_redirect_in_letters_leads_where_its_bytes_say(site, fetcher, answer):
    site.pages[f"/{quote('ข่าว')}"] = b"<p>hello"
    site.pages["/a"] = answer(status=301, Location="/ข่าว".encode().decode("latin-1"))
    found = fetcher.fetch(f"{site.url}/a")
    assert (found.final_url, found.body) == (f"{site.url}/{quote('ข่าว')}", b"<p>hello")


def test_a_circle_of_redirects_ends(site, fetcher, answer):
    site.pages |= {"/a": answer(status=302, Location="/b"), "/b": answer(status=302, Location="/a")}
    with pytest.raises(FetchRefused, match="circle"):
        fetcher.fetch(f"{site.url}/a")


def test_redirects_without_end_end(site, fetcher, answer):
    site.pages |= {f"/{number}": answer(status=302, Location=f"/{number + 1}") for number in range(20)}
    with pytest.raises(FetchRefused, match="more than 5"):
        fetcher.fetch(f"{site.url}/0")


@pytest.mark.parametrize(
    "target", ["file:///etc/hosts", "ftp://example.org/", "http://user:word@127.0.0.1/", "http://[/"]
)
def test_redirects_to_what_is_no_page_are_refused(site, fetcher, target, answer):
    site.pages["/a"] = answer(status=302, Location=target)
    with pytest.raises(FetchRefused, match="only http and https"):
        fetcher.fetch(f"{site.url}/a")


def test_private_addresses_are_refused_unless_allowed(site):
    site.pages["/a"] = b"secret"
    with Fetcher() as fetcher, pytest.raises(FetchRefused, match=r"127\.0\.0\.1"):
        fetcher.fetch(f"{site.url}/a")
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_refused(site, monkeypatch, answer):
    """The first hop is public by a rule of this test, the second is not: each connection is looked at."""
    site.pages["/a"] = answer(status=302, Location=f"http://localhost:{site.server.server_port}/b")
    site.pages["/b"] = b"secret"
    checked = []

    def only_once(address: str) -> bool:
        checked.append(address)
        return len(checked) == 1

    monkeypatch.setattr("crackdown.loaders.fetching.fetcher.is_public", only_once)
    with Fetcher() as fetcher, pytest.raises(FetchRefused, match="no public address"):
        fetcher.fetch(f"{site.url}/a", delay_seconds=0)
    assert site.count("/b") == 0


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    both = [(0, 0, 0, "", ("93.184.216.34", 80)), (0, 0, 0, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    from crackdown.graph.federation.public_addresses import is_public

    with pytest.raises(FetchRefused, match=r"10\.0\.0\.1"):
        look_up("example.org", 80, is_public)


def test_the_connection_goes_to_the_address_that_was_looked_at(site, fetcher, monkeypatch):
    """A name that answers otherwise the second time (rebinding) is never asked a second time."""
    site.pages["/a"] = b"here"
    asked, system = [], socket.getaddrinfo

    def changing(host, port, *rest, **named):
        if host == "rebound.example":
            asked.append(host)
            host = "127.0.0.1" if len(asked) == 1 else "192.0.2.1"
        return system(host, port, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    found = fetcher.fetch(f"http://rebound.example:{site.server.server_port}/a")
    assert found.body == b"here"
    assert asked == ["rebound.example"]
    assert site.headers["/a"]["Host"].startswith("rebound.example")


def test_a_gzip_bomb_is_not_unpacked(site, make_fetcher, answer):
    site.pages["/a"] = answer(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
    with pytest.raises(FetchRefused, match="unpacked"):
        make_fetcher(max_bytes=1_000_000).fetch(f"{site.url}/a")


def test_a_body_that_is_too_large_by_its_own_word_is_not_begun(site, make_fetcher):
    def send(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "60000000")
        handler.end_headers()
        time.sleep(5)

    site.pages["/a"] = send
    with pytest.raises(FetchRefused, match="larger than 1 MB as it is sent"):
        make_fetcher(max_bytes=1_000_000, timeout_seconds=2.0).fetch(f"{site.url}/a")


def test_an_endless_body_is_left(site, make_fetcher):
    def endless(handler):
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        while True:
            handler.wfile.write(b"10000\r\n" + bytes(0x10000) + b"\r\n")

    site.pages["/a"] = endless
    with pytest.raises(FetchRefused, match="larger than 1 MB"):
        make_fetcher(max_bytes=1_000_000).fetch(f"{site.url}/a")


def test_an_encoding_that_nobody_asked_for_is_refused(site, fetcher, answer):
    site.pages["/a"] = answer(b"x", Content_Encoding="br")
    with pytest.raises(FetchRefused, match="packed as br"):
        fetcher.fetch(f"{site.url}/a")


def test_gzip_is_taken_off(site, fetcher, answer):
    site.pages["/a"] = answer(gzip.compress(b"hello"), Content_Encoding="gzip")
    found = fetcher.fetch(f"{site.url}/a")
    assert found.body == b"hello"
    assert found.header("content-encoding") == "gzip"


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"])
def test_a_server_that_drips_is_left(site, make_fetcher, head, answer):
    def drip(handler):
        handler.close_connection = True
        handler.wfile.write(head or b"HTTP/1.1 200 OK\r\nX-Long: ")
        while True:
            handler.wfile.write(b"a")
            time.sleep(0.02)

    site.pages["/robots.txt"] = answer(status=404)
    site.pages["/a"] = drip
    with pytest.raises(FetchFailed, match="no whole answer"):
        make_fetcher(timeout_seconds=1.0, attempts=1).fetch(f"{site.url}/a")


def test_a_connection_that_breaks_off_is_tried_again(site, fetcher):
    def broken(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"half")
        handler.close_connection = True

    site.pages["/a"] = [broken, b"whole"]
    assert fetcher.fetch(f"{site.url}/a").body == b"whole"
    site.pages["/b"] = broken
    with pytest.raises(FetchFailed, match="the connection fails"):
        fetcher.fetch(f"{site.url}/b")


def test_what_is_gone_is_an_answer(site, fetcher, answer):
    site.pages["/a"] = answer(status=410)
    assert fetcher.fetch(f"{site.url}/a").is_gone


def test_robots_txt_is_heeded_and_asked_for_once(site, fetcher, answer):
    robots = b"User-agent: *\nDisallow: /\n\nUser-agent: crackdown\nDisallow: /private/\n"
    site.pages |= {"/robots.txt": answer(robots, content_type="text/plain"), "/private/a": b"no", "/a": b"yes"}
    assert fetcher.fetch(f"{site.url}/a").body == b"yes"
    with pytest.raises(FetchRefused, match=r"robots\.txt"):
        fetcher.fetch(f"{site.url}/private/a")
    assert site.asked == ["/robots.txt", "/a"]


def test_robots_txt_is_heeded_after_a_redirect(site, fetcher, answer):
    site.pages |= {
        "/robots.txt": answer(b"User-agent: *\nDisallow: /private/", content_type="text/plain"),
        "/a": answer(status=302, Location="/private/a"),
        "/private/a": b"no",
    }
    with pytest.raises(FetchRefused, match=r"robots\.txt"):
        fetcher.fetch(f"{site.url}/a")


@pytest.mark.parametrize("status", [500, 429])
def test_robots_txt_that_fails_forbids_all(site, fetcher, status, answer):
    site.pages |= {"/robots.txt": answer(status=status), "/a": b"yes"}
    with pytest.raises(FetchRefused, match=f"robots.txt is answered with {status}"):
        fetcher.fetch(f"{site.url}/a")
    assert site.count("/a") == 0


def test_crawl_delay_is_kept(site, fetcher, clock, answer):
    site.pages |= {"/robots.txt": answer(b"User-agent: *\nCrawl-delay: 9"), "/a": b"a", "/b": b"b"}
    fetcher.fetch(f"{site.url}/a")
    clock.slept.clear()
    fetcher.fetch(f"{site.url}/b")
    assert clock.slept == [9.0]


@pytest.mark.parametrize("asked", ["86400", "1e300"])
def test_a_crawl_delay_of_days_forbids_all_and_is_told(site, fetcher, clock, answer, asked):
    site.pages["/robots.txt"] = answer(f"User-agent: *\nCrawl-delay: {asked}".encode(), content_type="text/plain")
    with pytest.raises(FetchRefused, match=r"robots.txt asks for .* s between two requests, so nothing may be"):
        fetcher.fetch(f"{site.url}/a")
    assert (site.count("/a"), clock.slept) == (0, [])
    assert fetcher.rules(site.url).told.endswith("s between two requests: nothing is fetched")


def test_hosts_have_a_pace_each(clock):
    pace = Pace(clock)
    pace.hold("one.example", 2.0)
    pace.wait("other.example")
    assert clock.slept == []
    pace.wait("one.example")
    assert clock.slept == [2.0]


def test_a_host_that_is_not_there_is_told(fetcher, monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror("no such host")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(httpcore.ConnectError):
        look_up("nowhere.example", 80, bool)
    with pytest.raises(FetchRefused, match=r"nowhere\.example is not found"):
        fetcher.fetch("http://nowhere.example/a")
