"""What workers read of parts, put together, is what one reader of all files reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crackdown.engines.loading import in_order
from crackdown.engines.parts import plan
from crackdown.engines.reading import Answer, iter_batches, read_batch
from crackdown.errors import EngineUnavailable, InputError
from crackdown.intake.loading import read_each
from crackdown.loaders import Options, Reading
from crackdown.loaders.archives import Selection
from crackdown.loaders.archives.noting import settle
from tests.engines.conftest import ARREST, write_crawl


def answers(reading: Reading, kept: str | None = None) -> Iterator[Answer]:
    for part in plan(reading.files, Options()):
        for batch in iter_batches(part):
            yield read_batch(batch, kept)


def told(outcomes: object) -> list[str]:
    return [repr(one) for one in outcomes]  # type: ignore[attr-defined]


def test_parts_give_what_one_reader_gives(announcements: Path) -> None:
    paths = [announcements, announcements / "gone.txt", announcements / "rows.jsonl"]
    here, there = Reading(paths), Reading(paths)
    assert told(in_order(answers(there), there)) == told(read_each(here))
    assert there.selection.told() == here.selection.told()


def test_many_texts_are_several_parts_and_a_file_of_many_is_one(announcements: Path, tmp_path: Path) -> None:
    for number in range(70):
        (tmp_path / f"{number}.txt").write_text("A notice.")
    parts = plan(Reading([tmp_path, announcements / "rows.jsonl"]).files, Options())
    assert [len(part.files) for part in parts] == [64, 6, 1]


def test_standard_input_is_for_this_machine() -> None:
    with pytest.raises(InputError, match="leave --engine out"):
        plan(Reading(["-"]).files, Options())


def test_a_file_that_a_worker_does_not_see_is_named(announcements: Path, tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("A notice.")
    reading = Reading([path])
    (part,) = plan(reading.files, Options())
    path.unlink()
    (outcome,) = in_order((read_batch(batch) for batch in iter_batches(part)), reading)
    assert f"{path}: the machine" in str(outcome)


def test_what_was_kept_is_not_read_again(announcements: Path, tmp_path: Path) -> None:
    reading = Reading([announcements / "rows.jsonl"])
    first = told(in_order(answers(reading, str(tmp_path)), reading))
    for path in tmp_path.rglob("*.jsonl"):
        path.write_text(path.read_text().replace('"persons":20,', '"persons":99,'))
    again = told(in_order(answers(reading, str(tmp_path)), reading))
    assert [one for one, other in zip(first, again, strict=True) if one != other] == first[:1]


def test_what_was_kept_by_halves_is_read_again(announcements: Path, tmp_path: Path) -> None:
    reading = Reading([announcements / "rows.jsonl"])
    first = told(in_order(answers(reading, str(tmp_path)), reading))
    for path in tmp_path.rglob("*.jsonl"):
        path.write_text(path.read_text()[:-100])
    assert told(in_order(answers(reading, str(tmp_path)), reading)) == first


def test_a_worker_of_another_version_is_refused(announcements: Path) -> None:
    reading = Reading([announcements])
    other = (answer._replace(software="0" * 16, host="node-7") for answer in answers(reading))
    with pytest.raises(EngineUnavailable, match="node-7"):
        list(in_order(other, reading))


_PAGES = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from((ARREST.format(70), ARREST.format(71), "Rain is due.")),
        st.sampled_from(("2025-06-10", "2025-06-11", "2025-06-12")),
    ),
    max_size=4,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(_PAGES, st.sampled_from((0, 0, 20))), min_size=1, max_size=3))
def test_archives_read_apart_give_what_one_reader_gives(archives: list[tuple[list[tuple[str, str, str]], int]]) -> None:
    with TemporaryDirectory() as folder:
        for number, (pages, lost) in enumerate(archives):
            write_crawl(Path(folder) / f"crawl-{number}.warc.gz", pages, lost=lost if pages else 0)
        here, selection = Reading([folder]), Selection()
        wanted = told(here)
        parts = plan(Reading([folder]).files, Options())
        steps = (step for part in parts for batch in iter_batches(part) for step in batch)
        assert told(settle(steps, selection)) == wanted
        assert selection.told() == here.selection.told()
