"""Who becomes a node, and who held a post: refusals and inferences as a person sees them on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

Run = Callable[..., CompletedProcess[str]]
GDI = "General Department of Immigration"


def record(record_id: str, published: str, *officials: dict[str, Any]) -> str:
    return json.dumps(
        {
            "id": record_id, "language": "en", "published": published, "announced_by": [GDI],
            "officials": officials, "agencies": [{"name": GDI, "country": "KH"}],
            "operations": [{"kind": "arrest", "date": published, "persons": 12, "country": "KH"}],
        }
    )  # fmt: skip


def official(name: str, **told: str) -> dict[str, Any]:
    return {"name": name, **told}


POST = {"role": "Director General", "agency": GDI}
LINES = [
    record("kh-named", "2026-02-09", official("Sok Dara", **POST)),
    record("kh-unnamed", "2026-02-12", official("Director General", **POST)),
    record("kh-private", "2026-02-12", official("Chan Bopha")),
    record("kh-accused", "2026-02-12", official("Chan Bopha", role="ringleader")),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("people") / "store"


@pytest.fixture(scope="module")
def loaded(run: Run, store: Path, tmp_path_factory: pytest.TempPathFactory) -> CompletedProcess[str]:
    path = tmp_path_factory.mktemp("records") / "records.jsonl"
    path.write_text("\n".join(LINES), encoding="utf-8")
    return run("load", "--records", path, "--store", store)


def test_records_that_name_private_persons_are_refused_and_the_others_loaded(loaded: CompletedProcess[str]) -> None:
    assert loaded.returncode == 1
    assert "2 announcements: 2 added" in loaded.stdout
    assert "records.jsonl: kh-private: officials[0] ('Chan Bopha' at " in loaded.stderr
    assert "kh-accused: officials[0]" in loaded.stderr
    assert "ringleaders" in loaded.stderr


@pytest.mark.usefixtures("loaded")
def test_nobody_refused_is_in_the_graph(run: Run, store: Path) -> None:
    answer = run("query", "SELECT ?name { ?who a crk:Official ; rdfs:label ?name }", "--store", store)
    assert sorted(answer.stdout.split("\r\n")[1:]) == ["", "Director General (not named)", "Sok Dara"]


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("name", ["Director General (not named)", "Sok Dara"])
def test_show_tells_who_is_inferred_and_why(run: Run, store: Path, name: str) -> None:
    shown = run("show", name, "--store", store).stdout
    stated, inferred = shown.split("Inferred from what is stated")
    assert "inferred to be: Sok Dara" in inferred
    assert "because on 2026-02-12 the director general is named by the post alone" in inferred
    assert "“Sok Dara”" in inferred
    assert "inferred to be" not in stated


@pytest.mark.usefixtures("loaded")
def test_show_says_as_what_people_are_counted(run: Run, store: Path) -> None:
    rows = run("query", "SELECT ?op { ?op crk:kind kind:arrest }", "--store", store).stdout.split()
    assert "everybody, as suspects: 12" in run("show", rows[1], "--store", store).stdout


@pytest.mark.usefixtures("loaded")
def test_what_was_loaded_conforms(run: Run, store: Path) -> None:
    assert run("validate", "--store", store).returncode == 0
