from __future__ import annotations

import gzip
import hashlib
import io
import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crackdown.errors import UnreadableAnnouncement
from crackdown.intake.loading import load_all, sample_folder
from crackdown.loaders import Document, read_documents
from crackdown.loaders.archives import Selection
from crackdown.loaders.archives.encodings import TooLarge, unpack
from crackdown.loaders.archives.gdelt import iter_gdelt
from crackdown.loaders.archives.scope import is_in_scope, may_be_in_scope
from crackdown.loaders.archives.wacz import iter_wacz
from crackdown.loaders.archives.warc import iter_warc
from crackdown.loaders.extraction.text.data import installed_languages
from crackdown.loaders.extraction.text.language import identify_language
from crackdown.loaders.sources.found import Found

HOME = "https://news.example.org/"
DAY = "2026-02-09T10:00:00Z"
ARREST = "Cambodian police arrested 25 Chinese nationals in a raid on an online scam centre in Poipet on 9 June 2025."
SAMPLES = ("kh-gdi-2026-02-08-en", "kh-ccos-2026-02-18-fr", "int-interpol-2026-02-19-pt")
TOPICS = ("rain", "football", "cooking", "opera", "gardens", "chess", "stars", "bread", "trains", "whales")


def page(text: str) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
    return f"<!DOCTYPE html><html><body><article>{paragraphs}</article></body></html>".encode()


class Crawl:
    def __init__(self, *, gz: bool = True) -> None:
        self.out = io.BytesIO()
        self.writer = WARCWriter(self.out, gzip=gz)

    def add(
        self, path: str, body: bytes, *, status: str = "200 OK", day: str = DAY, headers: dict[str, str] | None = None,
        extra: dict[str, str] | None = None,
    ) -> Crawl:  # fmt: skip
        http = {"Content-Type": "text/html; charset=utf-8", **(headers or {})}
        record = self.writer.create_warc_record(
            HOME + path, "response", payload=io.BytesIO(body), length=len(body),
            http_headers=StatusAndHeaders(status, list(http.items()), protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": day, **(extra or {})},
        )  # fmt: skip
        self.writer.write_record(record)
        return self

    def bytes(self) -> bytes:
        return self.out.getvalue()


def read(data: bytes, selection: Selection | None = None, **options: int) -> tuple[list[Document], list[str]]:
    found = list(iter_warc(io.BytesIO(data), "crawl.warc.gz", selection or Selection(), **options))
    return [one for one in found if isinstance(one, Document)], [
        str(one) for one in found if isinstance(one, Exception)
    ]


def test_crawl_of_many_pages_gives_its_announcements_with_evidence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crawl = Crawl()
    for number in range(20):
        topic = TOPICS[number % 10]
        crawl.add(
            f"other/{number}", page(f"All about {topic}, part {number}.\nReaders liked our notes on {topic} a lot.")
        )
    for name in SAMPLES:
        crawl.add(name, page((sample_folder() / f"{name}.txt").read_text()))
    file = tmp_path / "crawl.warc.gz"
    file.write_bytes(crawl.bytes())
    assert load_all([str(file)], tmp_path / "store") == 0
    printed = capsys.readouterr()
    assert "3 announcements: 3 added" in printed.out
    assert "20 that speak of no crackdown" in printed.err
    documents = [one for one in read_documents([file]) if isinstance(one, Document)]
    assert [(one.url, one.origin, one.retrieved) for one in documents] == [(HOME + n, HOME + n, DAY) for n in SAMPLES]
    from crackdown.loaders import extract

    for document in documents:
        evidence = [one for _, one in extract(document).iter_evidence()]
        assert evidence
        assert all(document.text[one.start : one.end] == one.quote for one in evidence)


def test_encodings_and_charsets_are_undone() -> None:
    french = "La police a arrêté 25 personnes pour escroquerie à Phnom Penh. Le ministère l'a annoncé."
    crawl = Crawl()
    crawl.add("br", brotli.compress(page(ARREST)), headers={"Content-Encoding": "br"})
    crawl.add("gz", gzip.compress(page(ARREST + " One")), headers={"Content-Encoding": "gzip"})
    body = page(ARREST + " Two")
    crawl.add("ch", b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body), headers={"Transfer-Encoding": "chunked"})
    latin = {"Content-Type": "text/html; charset=ISO-8859-1"}
    crawl.add("fr", page(french).decode().encode("latin-1"), headers=latin)
    documents, errors = read(crawl.bytes())
    assert not errors
    assert [ARREST in one.text for one in documents] == [True, True, True, False]
    assert "arrêté" in documents[3].text


def test_what_is_no_page_is_counted() -> None:
    crawl = Crawl().add("a", page(ARREST)).add("b", page(ARREST)).add("c", page(ARREST), status="404 Not Found")
    crawl.add("d", b"GIF89a", headers={"Content-Type": "image/gif"}).add(
        "e", page(ARREST + " E"), extra={"WARC-Truncated": "length"}
    )
    crawl.add("a", page(ARREST + " Old"), day="2025-01-01T00:00:00Z")
    selection = Selection()
    assert [one.url for one in read(crawl.bytes(), selection)[0]] == [HOME + "a"]
    (told,) = selection.told()
    assert told.startswith("archives: 1 page taken")
    for reason in ("status 200", "no page, PDF", "content of another", "cut short", "earlier capture"):
        assert f"1 {reason}" in told or reason in told
    assert selection.skipped.total() == 5


def test_addresses_and_languages_are_chosen() -> None:
    crawl = Crawl().add("a", page(ARREST)).add("b", page(ARREST + " B"))
    assert [one.url for one in read(crawl.bytes(), Selection(url_matching="*/b"))[0]] == [HOME + "b"]
    assert [one.url for one in read(crawl.bytes(), Selection(url_matching="/org.a$/"))[0]] == [HOME + "a"]
    assert not read(crawl.bytes(), Selection(languages=["km"]))[0]


def test_revisits_lead_to_their_original() -> None:
    crawl = Crawl().add("a", page(ARREST))
    for path in ("a", "lost"):
        crawl.writer.write_record(crawl.writer.create_revisit_record(HOME + path, "sha1:" + "B" * 32, HOME + path, DAY))
    selection = Selection()
    read(crawl.bytes(), selection)
    assert f"first: {HOME}lost" in selection.told()[1]
    assert "1 revisits of a page that the archive holds" in selection.told()[0]


def test_altered_content_is_refused() -> None:
    data = gzip.decompress(Crawl().add("a", page(ARREST)).bytes()).replace(b"arrested 25", b"arrested 95")
    documents, errors = read(data)
    assert not documents
    assert "not what was crawled" in errors[0]


@pytest.mark.parametrize("is_packed", [True, False])
def test_what_is_whole_of_a_broken_archive_is_read(is_packed: bool) -> None:
    data = Crawl(gz=is_packed).add("a", page(ARREST)).add("b", page(ARREST + " B" * 500)).bytes()
    documents, errors = read(data[:-200] if not is_packed else data[:-60])
    assert [one.url for one in documents] == [HOME + "a"]
    assert "breaks off after record 1" in errors[0]


@pytest.mark.parametrize("is_packed", [True, False])
def test_text_that_is_named_like_an_archive_is_refused(is_packed: bool) -> None:
    """The library takes any five words for a record of an ARC."""
    data = f"{ARREST}\n{ARREST}\n".encode()
    assert read(gzip.compress(data) if is_packed else data) == (
        [], [f"crawl.warc.gz: this is no WARC or ARC archive: it begins with {ARREST[:60]!r}; a text is named .txt"],
    )  # fmt: skip


@pytest.mark.parametrize("is_whole", [True, False])
def test_arc_is_read_with_and_without_its_first_record(is_whole: bool) -> None:
    sent = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(ARREST)
    heads = "1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n"
    first = f"filedesc://a.arc 0.0.0.0 20260209100000 text/plain {len(heads)}\n{heads}\n" if is_whole else ""
    data = f"{first}{HOME}a 192.0.2.1 20260209100000 text/html {len(sent)}\n".encode() + sent + b"\n"
    assert [one.url for one in read(data)[0]] == [HOME + "a"]


def test_bombs_and_headers_without_end_are_given_up() -> None:
    bomb = Crawl().add("a", page(ARREST)).add("b", b"x" * 3_000_000).bytes()
    documents, errors = read(bomb, most_unpacked=1_000_000, most_ratio=20)
    assert len(documents) == 1
    assert "more than 20 times" in errors[0]
    endless = gzip.compress(b"WARC/1.0\r\nWARC-Type: " + b"x" * 3_000_000)
    assert "headers of a record are longer" in read(endless)[1][0]
    with pytest.raises(TooLarge):
        unpack(brotli.compress(b"x" * 1_000_000), "br", 10_000)


def test_what_an_archive_holds_is_not_printed() -> None:
    """Such a warning of the library would carry a stranger's bytes to a terminal."""
    code = (
        "import io\nfrom crackdown.loaders.archives import Selection\n"
        "from crackdown.loaders.archives.warc import iter_warc\n"
        "record = b'WARC/1.0\\r\\nWARC-Type: response\\r\\nWARC-Target-URI: https://a.org/\\x1b[31m b\\r\\n'\n"
        "list(iter_warc(io.BytesIO(record + b'Content-Length: 0\\r\\n\\r\\n'), 'x', Selection()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout + done.stderr == b""


def wacz(data: bytes, *, digest: str | None = None, path: str = "archive/data.warc.gz", more: str = "") -> io.BytesIO:
    out = io.BytesIO()
    resource = {"path": path, "hash": digest or "sha256:" + hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(path, data)
        package.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": [resource]}))
        if more:
            package.writestr(more, b"x")
    return out


def tell(stream: io.BytesIO) -> Iterator[str]:
    for one in iter_wacz(stream, "a.wacz", Selection()):
        yield str(one) if isinstance(one, UnreadableAnnouncement) else str(one.url)


def test_wacz_is_read_where_its_hashes_fit() -> None:
    data = Crawl().add("a", page(ARREST)).bytes()
    assert list(tell(wacz(data))) == [HOME + "a"]
    (told,) = tell(wacz(data, digest="sha256:" + "0" * 64))
    assert "not what its hash" in told


def test_wacz_without_an_archive_is_refused() -> None:
    assert list(tell(wacz(b"{}", path="pages/pages.jsonl"))) == [
        "a.wacz: this WACZ holds no WARC file under archive/; make it anew"
    ]


@pytest.mark.parametrize("path", ["../evil.txt", "/etc/evil", "a\\..\\..\\evil"])
def test_wacz_that_leads_out_is_refused(path: str) -> None:
    (told,) = tell(wacz(Crawl().add("a", page(ARREST)).bytes(), more=path))
    assert "leads out of the archive" in told


@pytest.mark.parametrize(
    ("begin", "is_taken"),
    [
        ("<script src='a.js'/>", True),  # XHTML
        ("<p title='a < b'>", True),
        ("<p>5 < 10 ", True),
        ("<script>", False),
        ("<!-- ", False),  # nor does a parser find a text there
        ("<!-- a --><style>b</style>", True),
    ],
)
def test_word_test_sees_what_a_parser_sees(begin: str, is_taken: bool) -> None:
    assert may_be_in_scope(f"{begin}{ARREST}") is is_taken


def test_gdelt_exports_give_addresses_once() -> None:
    def event(code: str, url: str) -> str:
        columns = ["1"] * 61
        columns[26], columns[59], columns[60] = code, "20260209101500", url
        return "\t".join(columns) + "\n"

    events = event("173", "https://a.org/1") + event("173", "https://a.org/1") + event("010", "https://a.org/2")
    assert list(iter_gdelt(io.BytesIO(events.encode()), "e")) == [Found("https://a.org/1", published="2026-02-09")]
    graph = [""] * 27
    graph[1], graph[2], graph[4] = "20260209101500", "1", "https://b.org/1"
    graph[7], graph[25] = "ARREST;WB_1_CYBER_CRIME", "srclc:spa;eng:Moses"
    graph[26] = "<PAGE_TITLE>Redada &amp; rescate</PAGE_TITLE>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("x.gkg.csv", "\t".join(graph) + "\n")
    packed.seek(0)
    assert list(iter_gdelt(packed, "g")) == [Found("https://b.org/1", "Redada & rescate", "2026-02-09", "es")]
    graph[26] = "<PAGE_TITLE>" * 200_000
    begun = time.process_time()
    assert next(iter_gdelt(io.BytesIO("\t".join(graph).encode()), "g")).title is None
    assert time.process_time() - begun < 10
    listed = {"articles": [{"url": "https://c.org", "title": "T", "seendate": "20260209T101500Z", "language": "Thai"}]}
    assert list(iter_gdelt(io.BytesIO(json.dumps(listed).encode()), "j")) == [
        Found("https://c.org", "T", "2026-02-09", "th")
    ]
    table = b"\xef\xbb\xbfURL,MobileURL,Date,Title\nhttps://d.org,,2026-02-09 10:15:00,T\n"
    assert list(iter_gdelt(io.BytesIO(table), "c")) == [Found("https://d.org", "T", "2026-02-09")]
    with pytest.raises(UnreadableAnnouncement, match="1 of 1 lines"):
        list(iter_gdelt(io.BytesIO(b"a\tb\n"), "odd"))


def test_exports_of_addresses_say_what_fetches_them(tmp_path: Path) -> None:
    file = tmp_path / "20260209.export.CSV"
    file.write_text("\t".join(["1"] * 26 + ["173"] + ["1"] * 33 + ["https://a.org/1"]) + "\n")
    (found,) = read_documents([file])
    assert "1 addresses that fit" in str(found)
    assert "kind: gdelt" in str(found)


def test_word_test_misses_no_more_samples_than_are_known() -> None:
    texts = {file.stem: file.read_text() for file in sorted(sample_folder().glob("*.txt"))}
    languages = {name: identify_language(text) for name, text in texts.items()}
    missed = {
        name
        for name, text in texts.items()
        if languages[name].split("-")[0] in installed_languages()
        and not (is_in_scope(text, languages[name]) and may_be_in_scope(page(text).decode()))
    }
    assert len(texts) > 30
    assert missed == {"kh-mfaic-2026-01-27-fr", "kh-mot-2025-12-05-en"}  # they name no offence and no two operations
