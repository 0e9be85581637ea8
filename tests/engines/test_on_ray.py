"""`crackdown load --engine ray` with two workers on this machine: the graph of a local load, whatever dies."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crackdown.engines.loading import Engine, in_order, load_with
from crackdown.engines.on_ray import OnRay, connected
from crackdown.engines.parts import plan
from crackdown.engines.reading import Answer, read_batch
from crackdown.graph.storage.store import Store
from crackdown.intake.known import Known, Summary
from crackdown.intake.loading import load_all, read_each
from crackdown.loaders import Options, Reading
from crackdown.loaders.archives.noting import Step
from crackdown.loaders.document import Document

pytest.importorskip("ray", reason="Ray is not installed; pip install 'crackdown[ray]'")


@pytest.fixture(scope="module")
def workers() -> Iterator[OnRay]:
    with connected(None, workers=2) as found:
        yield found


_RECORD = re.compile(r"\\\"record\\\":\\\"[0-9a-f]{64}")  # of an earlier version


def quads(folder: Path) -> set[str]:
    """Everything a store holds but when each announcement was read, and the digests that depend on it."""
    with Store.open(folder) as store:
        return {
            _RECORD.sub("", str(q))
            for q in store.engine
            if not q.predicate.value.endswith(("endedAtTime", "seenAt", "index#archived"))
        }


def replaced(workers: OnRay, read: Any) -> OnRay:
    """Have batches read by another function, with as many tries."""
    import ray

    other = OnRay(ray)
    other._read = ray.remote(num_cpus=1, max_retries=3)(read)
    return other


def test_the_graph_is_that_of_a_local_load(
    announcements: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = load_all([str(announcements)], tmp_path / "here")
    here = capsys.readouterr()
    assert load_with(Engine(kept=tmp_path / "kept"), [str(announcements)], tmp_path / "there") == status == 1
    there = capsys.readouterr()
    assert (there.out, there.err.splitlines()[-3:]) == (here.out, here.err.splitlines()[-3:])
    assert quads(tmp_path / "there") == quads(tmp_path / "here")
    assert list((tmp_path / "kept").rglob("*.jsonl"))


def test_what_stands_is_passed_over_as_a_local_load_does(
    announcements: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = Path(shutil.copytree(announcements, tmp_path / "files"))
    load_all([str(files)], tmp_path / "here")
    changed = min(files.glob("*.txt"))
    changed.write_text(changed.read_text(encoding="utf-8") + "\nPolice arrested 5 people.\n", encoding="utf-8")
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    capsys.readouterr()
    load_all([str(files)], tmp_path / "here")
    here = capsys.readouterr()
    load_with(Engine(), [str(files)], tmp_path / "there")
    there = capsys.readouterr()
    assert "already there, not read again" in here.out
    assert (there.out, there.err.splitlines()[-3:]) == (here.out, here.err.splitlines()[-3:])
    assert quads(tmp_path / "there") == quads(tmp_path / "here")
    load_with(Engine(), [str(files)], tmp_path / "there", reads_again=True)
    assert "not read again" not in capsys.readouterr().out


def test_only_what_is_not_known_is_sent_to_be_read(workers: OnRay, announcements: Path) -> None:
    def read(batch: Any, kept: str | None) -> Answer:
        return Answer([Step("page", (step.value, "read")) for step in batch if step.what == "page"], "", "")

    def recall(document: Document) -> Known | None:
        known = Known(document, "", "", Summary(document.id, ""))
        return known if document.id != "rows-5" else None

    parts = plan(Reading([announcements / "rows.jsonl"]).files, Options())
    steps = [step for answer in replaced(workers, read).answers(parts, recall=recall) for step in answer.steps]
    told = {step.value[0].id: step.value[1] for step in steps if step.what == "page"}
    assert list(told) == [f"rows-{number}" for number in range(40)]
    assert [name for name, one in told.items() if one == "read"] == ["rows-5"]


def test_a_worker_that_dies_once_is_not_noticed(workers: OnRay, announcements: Path, tmp_path: Path) -> None:
    mark = tmp_path / "died"

    def read(batch: Any, kept: str | None) -> Answer:
        if not mark.exists():
            mark.touch()
            os._exit(1)
        return read_batch(batch, kept)

    reading = Reading([announcements])
    answers = replaced(workers, read).answers(plan(reading.files, Options()))
    assert list(map(repr, in_order(answers, reading))) == list(map(repr, read_each(Reading([announcements]))))
    assert mark.exists()


def test_a_text_that_kills_its_worker_is_named_and_the_others_are_read(workers: OnRay, announcements: Path) -> None:
    def read(batch: Any, kept: str | None) -> Answer:
        if any(step.what == "page" and step.value.id == "rows-5" for step in batch):
            os._exit(1)
        return read_batch(batch, kept)

    reading = Reading([announcements / "rows.jsonl"])
    found = list(in_order(replaced(workers, read).answers(plan(reading.files, Options())), reading))
    wanted = list(read_each(Reading([announcements / "rows.jsonl"])))
    assert "rows-5: reading it ended its worker" in str(found[5])
    assert list(map(repr, found[:5] + found[6:])) == list(map(repr, wanted[:5] + wanted[6:]))


def test_a_master_that_nobody_answers_at_is_named(announcements: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "crackdown", "load", str(announcements), "--store", str(tmp_path / "store")]
    done = subprocess.run(
        [*command, "--engine", "ray", "--master", "127.0.0.1:9"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 2
    assert "--master 127.0.0.1:9: nothing answers there" in done.stderr
    assert "ray start --head" in done.stderr
    assert "Traceback" not in done.stderr
