"""`crackdown load --records` and `crackdown clusters`: one operation told by several announcements is one line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "crackdown", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


def told(record_id: str, **facts: object) -> str:
    operation = {
        "kind": "deportation", "date": "2026-02-08", "persons": 428, "country": "KH", "nationalities": {"CN": None},
    }  # fmt: skip
    record = {
        "id": record_id, "language": "en", "published": "2026-02-09", "officials": [], "announced_by": [], "places": [],
        "agencies": [{"name": "General Department of Immigration", "also": ["GDI"], "country": "KH", "parent": None}],
        "countries": ["KH"], "airports": [], "operations": [operation | facts],
    }  # fmt: skip
    return json.dumps(record)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clusters")
    lines = [
        told("a"),
        told("b", kind="repatriation", destination="CN"),
        told("c", date="2026-02-12"),
        told("d", persons=740),
    ]
    (folder / "records.jsonl").write_text("\n".join([*lines, "{"]), encoding="utf-8")
    answer = run("load", "--records", str(folder / "records.jsonl"), "--store", str(folder / "store"))
    assert answer.returncode == 1, answer.stderr
    assert "records.jsonl:5: not a record" in answer.stderr
    assert "4 announcements: 4 added" in answer.stdout
    return folder / "store"


def test_clusters_give_the_announcements_own_members(store: Path) -> None:
    answer = run("clusters", "--format", "jsonl", "--store", str(store))
    clusters = [json.loads(line) for line in answer.stdout.splitlines()]
    operations = {tuple(cluster["members"]) for cluster in clusters if cluster["type"] == "operation"}
    assert operations == {("a#0", "b#0"), ("c#0",), ("d#0",)}
    (agency,) = (cluster for cluster in clusters if cluster["type"] == "agency")
    assert agency["iri"] == "https://w3id.org/crackdown/agency/kh-general-department-of-immigration"
    assert agency["members"] == ["a#0", "b#0", "c#0", "d#0"]


def test_only_what_was_merged_is_listed_on_request(store: Path) -> None:
    answer = run("clusters", "--merged", "--store", str(store))
    assert "a#0" in answer.stdout
    assert "c#0\n\n" not in answer.stdout
    assert answer.stdout.count("operation https://") == 1
