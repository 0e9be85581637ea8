"""Feeds, sitemaps and pages of links: what they point at, and what is none of them."""

import gzip
from datetime import date

import pytest

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.collecting import disappointments, read_list
from crackdown.loaders.collecting.listing import Got
from crackdown.loaders.feeds import KINDS, Found, Further
from crackdown.loaders.publishers import Expected, Source, read_sources

BASE = "https://example.org/news/feed"
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><entry><title>Rafle &amp; secours</title>
<link href="../a"/><updated>2026-02-11T08:00:00Z</updated>
<published>2026-02-10T23:30:00+07:00</published></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<item rdf:about="https://example.org/1"><title>One</title><link>https://example.org/1</link></item></rdf:RDF>"""
MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def found(kind: str, data: bytes, select: str | None = None):
    return list(KINDS[kind].iter_found(data, BASE, select))


def test_atom():
    (one,) = found("feed", ATOM)
    assert one[:3] == ("https://example.org/a", "Rafle & secours", "2026-02-10")
    assert one.modified == "2026-02-11T08:00:00Z"


def test_rss_1_0():
    assert [one.url for one in found("feed", RDF)] == ["https://example.org/1"]


def test_broken_xml_gives_what_can_be_read():
    broken = b'<rss version="2.0"><channel><item><title>A & B</title><link>/a</link></item><item><link>/b'
    assert [one.url for one in found("feed", broken)][:1] == ["https://example.org/a"]


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
@pytest.mark.parametrize("data", [b"<html><body>hello</body></html>", b"", b"{}"])
def test_what_is_no_list_is_refused(kind, data):
    with pytest.raises(UnreadableAnnouncement, match="this is no"):
        found(kind, data)


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_entities_are_refused(kind):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"/>'
    with pytest.raises(UnreadableAnnouncement):
        found(kind, bomb)


def test_sitemaps_packed_and_their_index():
    pages = f'<urlset xmlns="{MAP}"><url><loc>/a</loc><lastmod>2026-02-10</lastmod></url></urlset>'.encode()
    index = f'<sitemapindex xmlns="{MAP}"><sitemap><loc>/s1</loc></sitemap></sitemapindex>'.encode()
    assert found("sitemap", gzip.compress(pages)) == [Found("https://example.org/a", modified="2026-02-10")]
    assert found("sitemap", index) == [Further("https://example.org/s1")]


def test_a_page_of_a_sitemap_is_not_one_of_its_pictures_or_films():
    pages = f"""<urlset xmlns="{MAP}" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"
      xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:v="http://www.google.com/schemas/sitemap-video/1.1">
      <url><loc>/raid</loc><i:image><i:loc>/raid.jpg</i:loc><i:title>Seized phones</i:title></i:image>
      <v:video><v:title>The film</v:title><v:publication_date>2019-01-01</v:publication_date></v:video>
      <n:news><n:publication><n:name>The Paper</n:name><n:language>km</n:language></n:publication>
      <n:publication_date>2026-02-10T08:00:00+07:00</n:publication_date><n:title>Raid</n:title></n:news></url>
      <url><loc>/rescue</loc><i:image><i:loc>/rescue.jpg</i:loc><i:title>A bus</i:title></i:image></url></urlset>"""
    assert found("sitemap", pages.encode()) == [
        Found("https://example.org/raid", "Raid", "2026-02-10", "km"),
        Found("https://example.org/rescue"),
    ]


def test_a_packed_sitemap_that_breaks_off_is_refused():
    with pytest.raises(UnreadableAnnouncement, match="unpacked"):
        found("sitemap", gzip.compress(bytes(9999))[:-20])


def test_titles_of_a_page_of_links_are_in_the_encoding_that_its_server_tells():
    page = "<a href='/a'>ตำรวจจับกุม</a>".encode("cp874")
    assert [one.title for one in KINDS["page_list"].iter_found(page, BASE, None, "windows-874")] == ["ตำรวจจับกุม"]


def test_a_page_of_links_whose_encoding_nobody_tells_has_its_links_all_the_same():
    assert [one.url for one in found("page_list", b"<a href='/a'>caf\xe9</a>")] == ["https://example.org/a"]


def test_links_of_a_page_by_selector():
    page = b"<base href='/x/'><a href='no'>n</a><div class=n><a href='1'>One</a><a href='mailto:a@b'>m</a></div>"
    assert [(one.url, one.title) for one in found("page_list", page, "div.n")] == [("https://example.org/x/1", "One")]


def listed(entries: str, **more):
    source = Source(id="t", publisher="P", languages=["en"], licence="l", kind="feed", address=BASE, **more)
    feed = f'<rss version="2.0"><channel>{entries}</channel></rss>'.encode()
    return read_list(source, lambda url: Got(feed, url), date(2026, 2, 10))


def test_each_page_counts_once_and_future_dates_are_forgotten():
    entries = (
        "<item><link>/a?utm_source=rss</link><pubDate>Tue, 10 Feb 2099 08:00:00 GMT</pubDate></item>"
        "<item><link>/a#top</link></item><item><link>/video/b</link></item>"
    )
    seen = listed(entries, exclude=["/video/"])
    assert (seen.items, seen.newest) == (2, None)
    assert seen.taken == [Found("https://example.org/a")]


@pytest.mark.parametrize("day", ["0000-00-00", "2026-02-30", "0001-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_dates_that_a_program_writes_for_none_are_forgotten(day):
    seen = listed(f"<item><link>/a</link><pubDate>{day}</pubDate></item>")
    assert (seen.newest, seen.taken) == (None, [Found("https://example.org/a")])
    known = {"id": "t", "publisher": "P", "languages": ["en"], "licence": "l", "kind": "feed", "address": BASE}
    source = Source(**known, expected=Expected(max_age_days=14))
    (told,) = disappointments(source, seen, date(2026, 2, 10))
    assert told == "expected an entry of the last 14 days, but none is dated"


def test_a_page_of_links_is_not_asked_for_the_days_that_it_cannot_tell():
    known = {"id": "t", "publisher": "P", "languages": ["en"], "licence": "l", "kind": "page_list", "address": BASE}
    source = Source(**known, expected=Expected(max_age_days=14))
    seen = read_list(source, lambda url: Got(b"<a href='/a'>A</a>", url), date(2026, 2, 10))
    (told,) = disappointments(source, seen, date(2026, 2, 10))
    assert told.endswith("take max_age_days out of its YAML")


def sitemap(get) -> tuple:
    """Read an index at BASE; return what is listed and the addresses that were asked for."""
    asked = []

    def got(url):
        asked.append(url)
        return Got(get(url).encode(), url)

    source = Source(id="t", publisher="P", languages=["en"], licence="l", kind="sitemap", address=BASE)
    return read_list(source, got, date(2026, 2, 10)), asked


def index_of(urls) -> str:
    return f'<sitemapindex xmlns="{MAP}">{"".join(f"<sitemap><loc>{u}</loc></sitemap>" for u in urls)}</sitemapindex>'


def test_an_index_of_sitemaps_that_names_itself_and_others_twice_is_asked_for_each_once():
    one = f'<urlset xmlns="{MAP}"><url><loc>/a</loc></url></urlset>'
    seen, asked = sitemap(lambda url: index_of([BASE, "/s1", "/s1"]) if url == BASE else one)
    assert asked == [BASE, "https://example.org/s1"]
    assert (seen.items, seen.left) == (1, [])


def test_lists_beyond_those_that_are_read_are_told():
    one = f'<urlset xmlns="{MAP}"><url><loc>/a</loc></url></urlset>'
    seen, asked = sitemap(lambda url: index_of(f"/s{n}" for n in range(30)) if url == BASE else one)
    assert len(asked) == 20
    assert "11 are left, such as https://example.org/s29: give one of them" in seen.left[0]


def test_every_source_of_the_package_is_right_and_unverified():
    sources = read_sources(None)
    assert len(sources) > 8
    assert not any(source.verified for source in sources)


def test_an_export_of_gdelt_is_a_list():
    events = [
        "\t".join([*["x"] * 26, code, *["x"] * 33, url])
        for code, url in (("173", "https://example.org/a"), ("042", "https://example.org/b"))
    ]
    assert [one.url for one in found("gdelt", "\n".join(events).encode())] == ["https://example.org/a"]
