"""`crackdown source` against a site on loopback: what it fetches, loads, keeps and says."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from typer.testing import CliRunner

from crackdown.cli import app
from crackdown.console.source_checks import check_sources
from crackdown.errors import StoreFull, StoreUnavailable
from crackdown.graph.storage.store import Store
from crackdown.intake import apart
from crackdown.intake.loading import sample_folder
from crackdown.intake.sourcing import Wanted, replay_sources, run_sources
from crackdown.loaders.collecting.state import table_errors
from crackdown.loaders.fetching import Fetcher
from crackdown.loaders.originals import Originals
from crackdown.loaders.originals.index import files_of
from crackdown.loaders.publishers import Expected, Source

NAMES = ("kh-gdi-2026-02-08-en", "kh-gdi-2026-02-11-en", "kh-moi-2026-01-07-zh")


def page_of(name: str, language: str = "en") -> bytes:
    text = (sample_folder() / f"{name}.txt").read_text(encoding="utf-8")
    lines = "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
    head = f'<html lang="{language}"><head><meta charset="utf-8"></head>'
    return f"{head}<body><article>{lines}</article></body></html>".encode()


def feed_of(paths, extra: str = "") -> bytes:
    items = "".join(
        f"<item><title>Notice {path}</title><link>{path}</link>"
        f"<pubDate>Tue, 10 Feb 2026 01:00:00 +0700</pubDate>{extra}</item>"
        for path in paths
    )
    return f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def source(site, answer) -> Source:
    paths = [f"/{name}.html" for name in NAMES]
    site.pages["/feed"] = answer(feed_of(paths), content_type="application/rss+xml", ETag='"1"')
    site.pages |= {path: answer(page_of(name), ETag='"a"') for path, name in zip(paths, NAMES, strict=True)}
    return Source(
        id="test", publisher="A ministry", languages=["en", "zh"], licence="none", kind="feed",
        address=f"{site.url}/feed",
    )  # fmt: skip


@pytest.fixture
def run(store, source):
    def run_it(one: Source = source, **wanted) -> int:
        return run_sources([one], store, store / "originals", lambda: Fetcher(allow_private=True), Wanted(**wanted))

    return run_it


def announcements(store: Path, predicate: str = "schema.org/url") -> list[str]:
    """List what each announcement says of itself."""
    with Store.open(store, create=False) as opened:
        return [
            quad.object.value
            for quad in opened.engine
            if quad.subject == quad.graph_name and quad.predicate.value.endswith(predicate)
        ]


def graph_of(store: Path) -> set[str]:
    """Every quad but the time of reading, and the digest of the kept record, which holds that time."""
    with Store.open(store, create=False) as opened:
        return {
            str(quad) for quad in opened.engine if not quad.predicate.value.endswith(("endedAtTime", "index#archived"))
        }


def checked(store: Path) -> list[str]:
    """List when the server was last asked for each page, as it is noted; the pages in the order of their addresses."""
    with closing(sqlite3.connect(store / "sources.sqlite")) as state:
        return [at for (at,) in state.execute("SELECT checked_at FROM pages ORDER BY url DESC")]


def test_a_run_loads_each_page_and_each_leads_to_its_original(run, store, site, capsys):
    assert run() == 0
    assert "test: 3 listed, 3 taken, 3 pages asked for: 3 added" in capsys.readouterr().out
    with Store.open(store) as opened, Originals.open(store / "originals", writes=False) as originals:
        digests = {
            quad.object.value
            for quad in opened.engine
            if quad.predicate.value.endswith("sha256") and "/announcement/" in quad.subject.value
            and quad.subject == quad.graph_name
        }  # fmt: skip
        pages = {originals.body(digest) for digest in digests}
    assert pages == {page_of(name) for name in NAMES}


def test_addresses_and_reasons_in_other_letters_are_archived(run, store, site, source, answer):
    """Lists write addresses as they are read, `/tin-tức`; requests write them in ASCII, and so does WARC."""

    def gone(handler) -> None:
        handler.send_response(404, "Página no encontrada")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    site.pages["/feed"] = answer(feed_of(["/tin-tức", "/gone"]), content_type="application/rss+xml")
    site.pages |= {quote("/tin-tức"): page_of(NAMES[0]), "/gone": gone}
    assert run() == 0
    (store / "originals/index.sqlite").unlink()
    with Originals.open(store / "originals", writes=False) as originals:
        told = {fetch.final_url: fetch.status for fetch in originals.latest("test", "page")}
    assert told == {f"{site.url}{quote('/tin-tức')}": 200, f"{site.url}/gone": 404}


def test_an_original_that_cannot_be_unpacked_is_told_as_altered(run, store):
    assert run() == 0
    (file,) = (store / "originals").glob("*.warc.gz")
    with Originals.open(store / "originals", writes=True) as originals:
        fetch = next(originals.latest("test", "page"))
        file.write_bytes(b"\1" * file.stat().st_size)
        with pytest.raises(StoreUnavailable, match="altered since it was archived"):
            originals.body(fetch.sha256)


def test_a_second_run_asks_for_the_list_alone_and_changes_nothing(run, store, site, answer, capsys):
    run()
    version, graph = (store / "version").read_text(), graph_of(store)
    site.asked.clear()
    site.pages["/feed"] = answer(status=304)
    assert run() == 0
    assert site.asked == ["/robots.txt", "/feed"]
    assert site.headers["/feed"]["If-None-Match"] == '"1"'
    assert (store / "version").read_text() == version
    assert graph_of(store) == graph
    assert "nothing new" in capsys.readouterr().out


def test_replay_gives_the_same_graph_without_asking_anybody(run, store, source, site, tmp_path):
    run()
    site.asked.clear()
    again = tmp_path / "again"
    assert replay_sources([source], again, store / "originals", Wanted()) == 0
    assert site.asked == []
    assert graph_of(again) == graph_of(store)
    assert len(graph_of(again)) > 100


def test_replay_gives_what_a_page_said_before_it_was_corrected_and_before_it_was_gone(
    run, store, source, site, answer, tmp_path
):
    run()
    first, second = (f"/{name}.html" for name in NAMES[:2])
    site.pages[first] = answer(page_of(NAMES[0]).replace(b"312 men", b"313 men"), ETag='"b"')
    run(recheck=True)
    site.pages[second] = answer(status=410)
    run(recheck=True)
    again = tmp_path / "again"
    assert replay_sources([source], again, store / "originals", Wanted()) == 0
    ours, theirs = ({quad for quad in graph_of(one) if "index#earlier" not in quad} for one in (store, again))
    assert theirs == ours  # but for the list of versions, which has the time of reading in it
    assert any("EarlierVersion" in quad for quad in theirs)
    before, asked = (store / "version").read_text(), checked(store)
    assert replay_sources([source], store, store / "originals", Wanted(), reads_again=True) == 0
    assert (store / "version").read_text() == before
    assert checked(store)[:1] == asked[:1]  # the page that stayed as it was is not due any sooner


def test_an_index_of_originals_that_is_damaged_is_made_anew(run, store, site, capsys):
    run()
    (store / "originals" / "index.sqlite").write_bytes(b"no database" * 500)
    site.asked.clear()
    assert run(recheck=True) == 0
    assert "3 as before" in capsys.readouterr().out  # the tags that were sent back stood in it


@pytest.mark.parametrize("words", [("list",), ("check", "test")])
def test_a_state_of_the_sources_that_is_damaged_is_told_with_what_to_do(run, store, tmp_path, words):
    run()
    (store / "sources.sqlite").write_bytes(b"no database" * 500)
    (tmp_path / "test.yaml").write_text(
        "id: test\npublisher: A\nlanguages: [en]\nlicence: none\nkind: feed\naddress: https://police.example/feed\n"
    )
    done = CliRunner().invoke(app, ["source", *words, "--sources", str(tmp_path), "--store", str(store)])
    assert done.exit_code == 2, done.output
    assert "sources.sqlite cannot be used" in done.output
    assert "move it elsewhere" in done.output
    with pytest.raises(StoreUnavailable, match="move it elsewhere"):
        run()


def test_a_full_disk_under_the_state_of_the_sources_is_told_as_such(tmp_path):
    with closing(sqlite3.connect(tmp_path / "small.sqlite")) as small:
        small.execute("PRAGMA max_page_count = 1")
        with pytest.raises(StoreFull, match="no space is left on the disk of x"), table_errors(Path("x")):
            small.execute("CREATE TABLE a (b)")


def test_originals_of_a_source_that_nobody_knows_are_told_of(run, store, source, tmp_path, capsys):
    run()
    capsys.readouterr()
    assert replay_sources([], tmp_path / "again", store / "originals", Wanted(), are_all=True) == 1
    assert "originals of test are left" in capsys.readouterr().err
    assert replay_sources([], tmp_path / "again", store / "originals", Wanted()) == 0


@pytest.fixture
def asked(monkeypatch):
    """Note what the process that reads pages is told of each."""
    asked, tell = [], apart.Process.tell

    def note(self, line):
        if not line.startswith("{"):
            asked.append(line)
        tell(self, line)

    monkeypatch.setattr(apart.Process, "tell", note)
    return asked


def test_a_replay_into_the_same_store_reads_nothing_again(run, store, source, asked, capsys):
    run()
    graph, version = graph_of(store), (store / "version").read_text()
    lines = capsys.readouterr().out.splitlines()
    assert replay_sources([source], store, store / "originals", Wanted()) == 0
    again = capsys.readouterr().out.splitlines()
    assert asked == [apart.READ] * 3 + [apart.LEAVE] * 3
    assert [one.removeprefix("unchanged") for one in again[:3]] == [one.removeprefix("added    ") for one in lines[:3]]
    assert again[3:] == [
        "test: 3 originals replayed: 3 unchanged; 3 already there, not read again",
        "3 announcements: 3 unchanged; 3 already there, not read again",
    ]
    assert replay_sources([source], store, store / "originals", Wanted(), reads_again=True) == 0
    assert "not read again" not in capsys.readouterr().out
    assert len(asked) == 6  # nothing is asked where all is read
    assert (graph_of(store), (store / "version").read_text()) == (graph, version)


def test_a_replay_reads_what_was_deleted_since(run, store, source, asked, capsys):
    run()
    graph = graph_of(store)
    with Store.open(store) as opened:
        first = min(quad.subject.value for quad in opened.engine if quad.subject == quad.graph_name)
        opened.writer().delete(first)
    assert len(announcements(store)) == 2
    assert replay_sources([source], store, store / "originals", Wanted()) == 0
    assert sorted(asked[3:]) == [apart.LEAVE] * 2 + [apart.READ]
    assert "1 added, 2 unchanged; 2 already there, not read again" in capsys.readouterr().out
    assert graph_of(store) == graph


def test_again_is_for_a_replay(source):
    done = CliRunner().invoke(app, ["source", "run", "--again"], env={"COLUMNS": "200"})
    assert done.exit_code == 2
    assert "--again is for --replay" in done.output


def test_the_index_of_originals_may_be_lost(run, store, source, tmp_path):
    run()
    (store / "originals" / "index.sqlite").unlink()
    assert replay_sources([source], tmp_path / "again", store / "originals", Wanted()) == 0
    assert graph_of(tmp_path / "again") == graph_of(store)


def test_what_was_archived_and_is_not_in_the_index_is_loaded_by_the_next_run(run, store, source, site, monkeypatch):
    def kill(*_):
        raise KeyboardInterrupt

    run(limit=1)
    with monkeypatch.context() as broken:
        broken.setattr("crackdown.loaders.originals.index.Index.add", kill)
        with pytest.raises(KeyboardInterrupt):
            run(limit=1)
    site.asked.clear()
    assert run() == 0
    assert [path for path in site.asked if path.endswith(".html")] == [f"/{name}.html" for name in NAMES[1:]]
    assert len(announcements(store)) == 3
    (file,) = (store / "originals").glob("*.warc.gz")
    with closing(sqlite3.connect(store / "originals" / "index.sqlite")) as index, index:
        assert index.execute('SELECT MAX("end") FROM fetches').fetchone() == (file.stat().st_size,)
        index.execute('UPDATE fetches SET "offset" = "offset" * 2, "end" = "end" * 2')
    assert run() == 0, "an index that cannot be right is made anew"


def test_a_clock_that_is_set_back_begins_no_file_for_each_fetch(run, store, monkeypatch):
    run(limit=1)
    (file,) = (store / "originals").glob("*.warc.gz")
    with file.open("ab") as opened:
        opened.write(b"half a record")
    monkeypatch.setattr("crackdown.loaders.originals.archive.stamp", lambda _: "19700101000000")
    run()
    assert len(files_of(store / "originals")) == 2
    assert files_of(store / "originals")[0] == file


def test_what_was_archived_and_not_loaded_is_loaded_by_the_next_run(run, store, site, source, answer, monkeypatch):
    def crash(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("crackdown.intake.sourcing.write_each", crash)
        with pytest.raises(KeyboardInterrupt):
            run()
    (fetched,) = [path for path in site.asked if path.endswith(".html")]
    site.pages["/feed"] = answer(feed_of([]))  # it has fallen off the list meanwhile
    run(source.model_copy(update={"expected": Expected(items_min=0)}))
    assert site.count(fetched) == 1
    assert announcements(store) == [f"{site.url}{fetched}"]


def test_a_withdrawn_page_is_told_and_stays(run, store, site, answer, capsys):
    run()
    site.pages[f"/{NAMES[0]}.html"] = answer(status=410)
    for name in NAMES[1:]:
        site.pages[f"/{name}.html"] = answer(status=304)
    assert run(recheck=True) == 0
    told = capsys.readouterr()
    assert "is there no more (the server answers 410); test-kh-gdi-2026-02-08-en-" in told.err
    assert "If it was withdrawn: crackdown withdraw test-kh-gdi-2026-02-08-en-" in told.err
    assert "2 as before, 1 gone" in told.out
    assert len(announcements(store)) == 3


def test_a_page_that_is_gone_is_told_of_once_whatever_is_replayed(run, store, source, site, answer, tmp_path, capsys):
    run()
    site.pages[f"/{NAMES[0]}.html"] = answer(status=410)
    site.pages[f"/{NAMES[1]}.html"] = answer(status=304)
    run(recheck=True)
    capsys.readouterr()
    assert replay_sources([source], store, store / "originals", Wanted()) == 0
    assert run() == 0
    assert "no more" not in capsys.readouterr().err
    again = tmp_path / "again"
    for times_told in (1, 0):  # a store of its own has not been told yet
        assert replay_sources([source], again, store / "originals", Wanted()) == 0
        assert capsys.readouterr().err.count("is there no more (the server answers 410)") == times_told
    assert run_sources([source], again, store / "originals", lambda: Fetcher(allow_private=True), Wanted()) == 0
    assert not capsys.readouterr().err


def ask_long_ago(store: Path, days: int) -> None:
    with closing(sqlite3.connect(store / "sources.sqlite")) as state, state:
        state.execute("UPDATE pages SET checked_at = datetime(checked_at, ?)", [f"-{days} days"])


def test_a_page_that_its_list_names_too_early_is_asked_for_again_the_next_day(run, store, source, site, answer, capsys):
    path = f"/{NAMES[0]}.html"
    there, site.pages[path] = site.pages[path], answer(status=404)
    run()
    run()
    assert site.count(path) == 1
    ask_long_ago(store, 2)
    capsys.readouterr()
    run()
    out = capsys.readouterr().out
    assert "gone" not in out, "it is told of once"
    assert "1 page asked for: 1 as before" in out
    site.pages[path] = there
    ask_long_ago(store, 2)
    assert check_sources([source], store, Fetcher(allow_private=True), None, 10) == 0
    assert f"1 to be fetched\n  again  {site.url}{path}  2026-02-10" in capsys.readouterr().out
    assert check_sources([source], store, Fetcher(allow_private=True), None, 10, recheck=True) == 0
    assert "3 to be fetched" in capsys.readouterr().out
    run()
    assert f"{site.url}{path}" in announcements(store)


@pytest.mark.parametrize("is_listed", [True, False])
def test_a_page_that_is_back_is_read_again(run, store, source, site, answer, capsys, is_listed):
    path = f"/{NAMES[0]}.html"
    run()
    site.pages[path] = answer(status=404)
    run(recheck=True)
    site.pages[path] = answer(page_of(NAMES[0]).replace(b"312", b"313"))
    site.pages["/feed"] = answer(feed_of([f"/{name}.html" for name in NAMES if is_listed or name != NAMES[0]]))
    run(source)
    assert site.count(path) == 2
    ask_long_ago(store, 2 if is_listed else 31)
    capsys.readouterr()
    run(source)
    assert site.count(path) == 3
    assert "1 changed" in capsys.readouterr().out


def test_a_page_whose_address_has_other_letters_is_archived_and_loaded(run, store, site, answer, source):
    path = f"/{quote('ข่าว/ប៉ូលិស')}"
    site.pages["/feed"] = answer(feed_of(["/ข่าว/ប៉ូលិស"]))
    site.pages[path] = answer(page_of(NAMES[0]), ETag='"\xe9"', Content_Disposition="inline; filename=\xe9")
    assert run() == 0
    assert announcements(store) == [f"{site.url}{path}"]
    (store / "originals" / "index.sqlite").unlink()
    with Originals.open(store / "originals", writes=False) as originals:
        (fetch,) = originals.latest("test", "page")
        assert fetch.final_url == f"{site.url}{path}"
        assert originals.body(fetch.sha256) == page_of(NAMES[0])
    assert run(recheck=True) == 0  # such an ETag cannot be sent back
    assert site.count(path) == 2


def test_pages_that_robots_txt_forbids_are_told_as_such_and_are_no_problem(
    run, store, source, site, answer, tmp_path, capsys
):
    site.pages["/robots.txt"] = answer(f"User-agent: *\nDisallow: /{NAMES[0]}".encode())
    told = f"robots.txt forbids 1 page, which is left: {source.address.removesuffix('feed')}{NAMES[0]}.html; ask the"
    for sorts in ("1 added, 1 forbidden", "1 added, 1 forbidden", "1 forbidden"):
        assert run(limit=1) == 0  # the page that is forbidden comes first in the list, and keeps no other out
        out, err = capsys.readouterr()
        assert out.count(told) == 1
        assert f"asked for: {sorts}\n" in out
        assert not err
    assert f"/{NAMES[0]}.html" not in site.asked
    assert check_sources([source], tmp_path / "new", Fetcher(allow_private=True), None, 10) == 0
    out = capsys.readouterr().out
    assert "3 taken by the patterns, 2 to be fetched" in out
    assert f"new  {source.address.removesuffix('feed')}{NAMES[0]}" not in out
    assert out.count(told) == 1


def test_a_changed_page_replaces_what_it_said(run, store, site, answer, capsys):
    run()
    path = f"/{NAMES[0]}.html"
    site.pages[path] = answer(page_of(NAMES[0]).replace(b"312", b"313"))
    site.pages["/feed"] = answer(
        feed_of([path], "<atom:updated xmlns:atom='http://www.w3.org/2005/Atom'>2026-02-12T01:00:00Z</atom:updated>")
    )
    assert run() == 0
    assert "1 changed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("list_", "told"),
    [
        (b"<html><body>Please log in</body></html>", "this is no feed"),
        (
            b'<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel>&b;</channel></rss>',
            "entities",
        ),
        (b'<rss version="2.0"><channel></channel></rss>', "expected at least 1 entries in the list, found 0"),
    ],
)
def test_a_list_that_is_none_fails_loudly(run, site, answer, capsys, list_, told):
    site.pages["/feed"] = answer(list_)
    assert run() == 1
    assert told in capsys.readouterr().err


def test_expectations_say_what_was_expected_and_found(run, source, capsys):
    expected = Expected(items_min=9, announcements_per_run_min=2, max_age_days=3)
    assert run(source.model_copy(update={"expected": expected, "include": ["gdi-2026-02-08"]})) == 1
    told = capsys.readouterr().err
    assert "expected at least 9 entries in the list, found 3" in told
    assert "expected at least 2 entries that the patterns take, found 1 of 3" in told
    assert "the newest is of 2026-02-10" in told


def test_one_bad_page_does_not_keep_the_others_out(run, site, answer, store, capsys):
    site.pages[f"/{NAMES[0]}.html"] = answer(b"\x89PNG", content_type="image/png")
    assert run() == 1
    assert "calls this image/png" in capsys.readouterr().err
    assert len(announcements(store)) == 2


def test_a_charset_that_only_the_server_tells_is_heeded(run, site, source, answer, store):
    text = "ตำรวจจับกุมแก๊งคอลเซ็นเตอร์ 12 คน ที่แม่สอด เมื่อวันที่ 9 กุมภาพันธ์ 2569"
    page = f"<html><body><article><p>{text}</p><p>{text}</p></article></body></html>".encode("tis-620")
    site.pages["/feed"] = answer(feed_of(["/th"]))
    site.pages["/th"] = answer(page, content_type="text/html; charset=TIS-620")
    assert run() == 0
    assert announcements(store, "inLanguage") == ["th"]


@pytest.mark.parametrize("is_unchanged", [False, True])
def test_titles_in_an_encoding_that_only_the_server_tells_are_matched(
    run, store, site, source, answer, capsys, is_unchanged
):
    page = f'<a href="/{NAMES[0]}.html">ตำรวจจับกุมแก๊งคอลเซ็นเตอร์</a>'.encode("cp874")
    site.pages["/list"] = answer(page, content_type="text/html; charset=windows-874", ETag='"1"')
    lists = source.model_copy(update={"kind": "page_list", "address": f"{site.url}/list", "titles": ["คอลเซ็นเตอร์"]})
    if is_unchanged:
        run(lists)
    run(lists)
    assert "1 listed, 1 taken" in capsys.readouterr().out.splitlines()[-2]


def test_limit_leaves_the_rest_for_the_next_run(run, site):
    run(limit=1)
    assert sum(path.endswith(".html") for path in site.asked) == 1
    run()
    assert sorted(path for path in site.asked if path.endswith(".html")) == sorted(f"/{name}.html" for name in NAMES)


def crackdown(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "crackdown", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_the_commands_as_a_person_types_them(site, source, store, tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    file = folder / "test.yaml"
    file.write_text(
        f"id: test\npublisher: A ministry\nlanguages: [en]\nlicence: none\nkind: feed\naddress: {site.url}/feed\n"
    )
    given = ("--sources", folder, "--store", store)
    refused = crackdown("source", "check", "test", *given)
    assert refused.returncode == 1
    assert "no public address" in refused.stderr
    checked = crackdown("source", "run", "test", "--dry-run", "--allow-private", *given)
    assert checked.returncode == 0
    assert "3 listed, newest of 2026-02-10, 3 taken by the patterns, 3 to be fetched" in checked.stdout.replace(
        "entries ", ""
    )
    assert not store.exists()
    ran = crackdown("source", "run", "test", "--allow-private", "--limit", "1", *given)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("added     test-kh-gdi-2026-02-08-en-")
    assert "3 listed, 3 taken, 1 page asked for: 1 added" in crackdown("source", "list", *given).stdout
    file.write_text(file.read_text() + "adress: x\nrate_seconds: fast\n")
    wrong = crackdown("source", "list", *given)
    assert wrong.returncode == 2
    assert f"{file}:8: rate_seconds" in wrong.stderr
    assert f"{file}:7: adress: there is no such key" in wrong.stderr


def test_a_list_that_spells_its_addresses_anew_asks_for_no_page_again(run, store, site, answer, capsys):
    run()
    feed = feed_of([f"/{name}.html" for name in NAMES])
    site.asked.clear()
    site.pages["/feed"] = answer(feed.replace(b"</link>", b"?utm_source=feed&amp;fbclid=1#top</link>"))
    assert run() == 0
    assert site.asked == ["/robots.txt", "/feed"]
    site.asked.clear()
    site.pages |= {f"/{name}.html/": answer(page_of(name)) for name in NAMES}
    site.pages["/feed"] = answer(feed.replace(b"</link>", b"/</link>"))
    version = (store / "version").read_text()
    assert run(recheck=True) == 0
    assert [path for path in site.asked if path.endswith("html/")] == [f"/{name}.html/" for name in NAMES]
    assert "3 unchanged" in capsys.readouterr().out
    assert (store / "version").read_text() == version
    site.asked.clear()
    assert run(recheck=True) == 0  # by the spelling that was asked for last
    assert [path for path in site.asked if "html" in path] == [f"/{name}.html/" for name in NAMES]
