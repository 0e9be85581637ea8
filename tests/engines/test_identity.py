"""Who is who, resolved all at once in parts, is what the store decides one announcement after the other."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from crackdown.engines.identity import resolve
from crackdown.engines.loading import Engine
from crackdown.graph import iris
from crackdown.graph.identity.bulk import Here, resolve_all
from crackdown.graph.identity.clusters import Cluster, read_clusters
from crackdown.graph.storage.store import Store
from crackdown.intake.loading import load_records
from crackdown.loaders.training import ANNOUNCEMENTS
from tests.benchmarks.permuted import iter_permuted


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some gold records, one that comes again changed, two whose ids make the IRIs of others, and no record."""
    paths = sorted(ANNOUNCEMENTS.glob("*.json"))[:60]
    records = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    again = records[0] | {"operations": records[0]["operations"][:1]}
    same_text = records[1] | {"id": records[1]["id"].upper()}
    other_text = records[2] | {"id": records[2]["id"].upper(), "published": "2026-01-01"}
    file = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    file.write_text("\n".join([*map(json.dumps, [*records, again, same_text, other_text]), "{}"]), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def decided(gold: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Cluster]:
    folder = tmp_path_factory.mktemp("decided") / "store"
    assert load_records(gold, folder) == 1
    with Store.open(folder) as store:
        return read_clusters(store.view())


def test_gold_records_have_the_clusters_of_a_store(gold: Path, decided: list[Cluster]) -> None:
    clusters, problems = resolve(gold)
    assert clusters == decided
    assert sum(len(one.members) > 1 for one in clusters) > 20
    assert len(problems) == 1


@pytest.mark.parametrize("buckets", [2, 7, 50])
def test_the_number_of_buckets_changes_nothing(buckets: int) -> None:
    records = [(iris.mint_announcement(record.id), record) for record in iter_permuted(120, seed=4)]
    assert resolve_all(records, Here(buckets)) == resolve_all(records, Here())


def test_the_order_of_records_changes_nothing() -> None:
    records = [(iris.mint_announcement(record.id), record) for record in iter_permuted(120, seed=5)]
    assert resolve_all(records[::-1], Here(3)) == resolve_all(records, Here(3))


def test_workers_resolve_the_same(gold: Path, decided: list[Cluster]) -> None:
    pytest.importorskip("ray", reason="Ray is not installed; pip install 'crackdown[ray]'")
    assert resolve(gold, Engine())[0] == decided


def test_the_command_prints_what_it_prints_of_a_store(gold: Path, decided: list[Cluster]) -> None:
    command = [sys.executable, "-m", "crackdown", "clusters", "--records", str(gold), "--format", "jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    assert printed == [{"iri": one.iri, "type": one.type, "members": one.members} for one in decided]
    assert done.returncode == 1
    assert "gold.jsonl" in done.stderr
