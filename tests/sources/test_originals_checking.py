"""Originals are damaged in one way after the other, and exactly that is told."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crackdown.graph.verifying.problem import Problem
from crackdown.loaders.collecting.state import Page, State
from crackdown.loaders.fetching.answers import Answer
from crackdown.loaders.originals import Fetch, Originals
from crackdown.loaders.originals.checking import check_originals

URL = "https://example.org/{}.html"


@pytest.fixture
def fetches(tmp_path: Path) -> list[Fetch]:
    """Archive three pages, one of them twice, and say of each that it was loaded."""
    with Originals.open(tmp_path / "originals", writes=True) as originals:
        made = [originals.add(answer(number), source="test", role="page") for number in (1, 2, 3, 3)]
    state = State(tmp_path)
    for fetch in made[:3]:
        state.settle(Page("test", fetch.url, fetch.record, "loaded", "", None, fetch.at, None))
    state.close()
    return made


def answer(number: int) -> Answer:
    url, body = URL.format(number), f"<p>Notice {number}: 12 people were arrested.</p>".encode()
    return Answer(url, url, datetime(2026, 2, 10, tzinfo=UTC), 200, "OK", (), (("Content-Type", "text/html"),), body)


def problems(store: Path) -> list[Problem]:
    return list(check_originals(store))


def warc(store: Path) -> Path:
    (file,) = (store / "originals").glob("*.warc.gz")
    return file


def test_nothing_is_wrong_with_what_nobody_damaged(fetches, tmp_path):
    assert problems(tmp_path) == []


def test_a_store_without_sources_has_no_originals(tmp_path):
    assert problems(tmp_path) == []


def test_a_body_that_has_another_digest(fetches, tmp_path):
    members = gzip.decompress(warc(tmp_path).read_bytes())
    warc(tmp_path).write_bytes(b"".join(map(gzip.compress, records_of(members.replace(b"Notice 2", b"Notice 5")))))
    (problem,) = problems(tmp_path)
    assert (problem.check, problem.expected) == ("original", fetches[1].sha256)
    assert fetches[1].url in problem.where


def records_of(data: bytes) -> list[bytes]:
    return [b"WARC/1.1" + record for record in data.split(b"WARC/1.1")[1:]]


def test_a_byte_of_the_file(fetches, tmp_path):
    data = bytearray(warc(tmp_path).read_bytes())
    data[len(data) // 2] ^= 16
    warc(tmp_path).write_bytes(data)
    found = problems(tmp_path)
    assert found[0].where == str(warc(tmp_path))
    assert "cannot be unpacked" in found[0].found


def test_a_missing_original(fetches, tmp_path):
    data = gzip.decompress(warc(tmp_path).read_bytes())
    kept = [record for record in records_of(data) if URL.format(1).encode() not in record]
    warc(tmp_path).write_bytes(b"".join(map(gzip.compress, kept)))
    (problem,) = problems(tmp_path)
    assert fetches[0].record in problem.where
    assert (problem.found, problem.expected) == ("no such original", f"what {URL.format(1)} was read from")


def test_a_missing_file_of_originals(fetches, tmp_path):
    warc(tmp_path).unlink()
    assert [problem.expected for problem in problems(tmp_path)] == [
        f"what {URL.format(number)} was read from" for number in (1, 2, 3)
    ]


def test_originals_that_are_kept_elsewhere_are_a_note(fetches, tmp_path):
    (tmp_path / "originals").rename(tmp_path / "elsewhere")
    (problem,) = problems(tmp_path)
    assert problem.is_note


def test_originals_that_are_kept_elsewhere_are_checked_there(fetches, tmp_path):
    (tmp_path / "originals").rename(tmp_path / "elsewhere")
    assert list(check_originals(tmp_path, tmp_path / "elsewhere")) == []
    (file,) = (tmp_path / "elsewhere").glob("*.warc.gz")
    file.write_bytes(file.read_bytes()[:-1])
    assert list(check_originals(tmp_path, tmp_path / "elsewhere"))


def test_half_a_fetch_at_the_end_is_a_note(fetches, tmp_path):
    with Originals.open(tmp_path / "originals", writes=True) as originals:
        whole = warc(tmp_path).read_bytes()
        originals.add(answer(4), source="test", role="page")
    more = warc(tmp_path).read_bytes()
    warc(tmp_path).write_bytes(more[: len(whole) + 100])
    (problem,) = problems(tmp_path)
    assert problem.is_note
    assert problem.found == "it ends with a part of a fetch"


def test_a_body_that_a_later_fetch_names(fetches, tmp_path):
    data = gzip.decompress(warc(tmp_path).read_bytes())
    kept = [one for one in records_of(data) if b"WARC-Type: response" not in one or URL.format(3).encode() not in one]
    warc(tmp_path).write_bytes(b"".join(map(gzip.compress, kept)))
    assert any(
        problem.expected == f"one of SHA-256 {fetches[2].sha256}" and problem.found == "no body of its digest"
        for problem in problems(tmp_path)
    )


def test_what_is_no_database(fetches, tmp_path):
    (tmp_path / "sources.sqlite").write_bytes(b"no database" * 1000)
    (problem,) = problems(tmp_path)
    assert problem.where == str(tmp_path / "sources.sqlite")
