"""`crackdown review`, `judge` and `judgements`: one key a question, kept at once."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def run(store: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "crackdown", *arguments, "--store", str(store)],
        input=typed, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    operation = {"kind": "deportation", "date": "2026-02-08", "persons": 428, "country": "KH", "nationalities": {}}
    lines = [
        json.dumps({
            "id": name, "language": "en", "published": "2026-02-09", "officials": [], "announced_by": [], "places": [],
            "agencies": [], "countries": ["KH"], "airports": [], "operations": [operation | {"country": country}],
        })
        for name, country in (("a", "KH"), ("b", "KH"), ("c", "VN"))
    ]  # fmt: skip
    (folder / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")
    run(folder / "store", "load", "--records", str(folder / "records.jsonl"))
    return folder / "store"


@pytest.fixture
def store(loaded: Path, tmp_path: Path) -> Path:
    return shutil.copytree(loaded, tmp_path / "store")


def test_answers_are_kept_and_the_last_one_can_be_undone(store: Path) -> None:
    answer = run(store, "review", "--merged", "--by", "An analyst", typed="d\nz\nd\n")
    assert answer.returncode == 0, answer.stderr
    assert "persons 428: “428”  [a, en, 2026-02-09]" in answer.stdout
    assert "1 judgement kept" in answer.stdout
    judged = [json.loads(line) for line in run(store, "judgements", "--all", "--format", "jsonl").stdout.splitlines()]
    assert [(one["verdict"], one["by"], one["taken_back_at"] is None) for one in judged] == [
        ("different", "An analyst", True),
        ("different", "An analyst", False),
    ]


def test_questions_can_be_listed_for_programs(store: Path) -> None:
    questions = [json.loads(line) for line in run(store, "review", "--list", "--merged").stdout.splitlines()]
    assert [question["type"] for question in questions] == ["operation"]
    assert questions[0]["reasons"]["the same day"] > 0
    assert len(questions[0]["told"]) == 2


def test_a_judgement_by_name_splits_and_is_taken_back(store: Path) -> None:
    (question,) = (json.loads(line) for line in run(store, "review", "--list", "--merged").stdout.splitlines())
    pair = question["one"], question["other"]
    kept = run(store, "judge", *pair, "different", "--why", "two flights")
    assert "2 announcements written again" in kept.stdout or "1 announcement written again" in kept.stdout
    assert "two flights" in run(store, "judgements").stdout
    assert run(store, "clusters", "--merged").stdout.count("operation https://") == 0
    assert run(store, "judge", *pair, "--undo").stdout.startswith("taken back; ")
    assert run(store, "judge", *pair, "--undo").stdout.startswith("nothing was judged of the two; ")
    assert run(store, "clusters", "--merged").stdout.count("operation https://") == 1


def test_names_are_judged_where_one_member_alone_bears_them(run, samples, tmp_path):
    store = tmp_path / "store"
    assert run("load", samples / "kh-gdi-2026-02-08-en.txt", "--store", store).returncode == 0
    names = ("General Department of Immigration", "Ministry of Interior")
    done = run("judge", *names, "different", "--by", "me", "--store", store)
    assert (done.returncode, done.stderr) == (0, "")
    told = run("judgements", "--store", store).stdout
    assert "agency/kh-general-department-of-immigration" in told
    assert "agency/kh-ministry-of-interior" in told


def test_a_name_that_nothing_bears_is_told(run, sample_store):
    done = run("judge", "No such ministry", "Ministry of Interior", "same", "--store", sample_store)
    assert done.returncode == 2
    assert "No such ministry: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_verdict_or_undo_is_wanted(store: Path) -> None:
    answer = run(store, "judge", "operation/a", "operation/b")
    assert answer.returncode == 2
    assert "give a verdict" in answer.stderr


def test_the_iri_that_an_operation_went_by_leads_to_what_it_went_into(run, samples, load_here, tmp_path):
    store = tmp_path / "store"
    load_here(store, samples / "kr-police-2025-10-18-es.txt", samples / "kh-gdi-2026-02-08-en.txt")
    dated = "SELECT DISTINCT ?op { ?op crk:total ?n ; crk:earliestDate ?day }"
    query = ("query", dated, "--store", store, "--format", "csv")
    before = run(*query).stdout.split()[1:]
    ids = [row.partition("crackdown/")[2] for row in before]
    assert run("judge", *ids, "same", "--by", "me", "--why", "for the test", "--store", store).returncode == 0
    (kept,) = run(*query).stdout.split()[1:]
    assert [run("show", id_, "--store", store).stdout.splitlines()[1] for id_ in ids] == [kept, kept]
    done = run("judge", *ids, "--undo", "--store", store)  # by the IRIs that were judged, though the two are one now
    assert (done.returncode, done.stdout.split(";")[0]) == (0, "taken back"), done.stderr
    assert run(*query).stdout.split()[1:] == before
