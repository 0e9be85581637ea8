"""The first announcement of the project, a French report of two deportations and their total, read without an error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crackdown.graph.announcement.record import Record
from crackdown.loaders import extract
from crackdown.loaders.document import Document

SEED = "kh-gdi-2026-02-09-fr"


@pytest.fixture
def gold(shared: Path) -> dict[str, Any]:
    return dict(json.loads((shared / f"{SEED}.json").read_text()))


@pytest.fixture
def record(shared: Path) -> Record:
    return extract(Document.from_text((shared / f"{SEED}.txt").read_bytes().decode(), name=SEED))


@pytest.mark.parametrize("key", ["announced_by", "published", "language"])
def test_what_the_record_says_of_itself(record: Record, gold: dict[str, Any], key: str) -> None:
    assert getattr(record, key) == gold[key]


def test_countries(record: Record, gold: dict[str, Any]) -> None:
    assert set(record.countries) == set(gold["countries"])


def test_agencies(record: Record, gold: dict[str, Any]) -> None:
    found = {(a.name, a.country, a.parent) for a in record.agencies}
    assert found == {(a["name"], a["country"], a["parent"]) for a in gold["agencies"]}


def test_officials(record: Record, gold: dict[str, Any]) -> None:
    found = [(o.name, o.rank, o.role, o.agency) for o in record.officials]
    assert found == [(o["name"], o["rank"], o["role"], o["agency"]) for o in gold["officials"]]


def test_airports(record: Record, gold: dict[str, Any]) -> None:
    assert [a.iata for a in record.airports] == [a["iata"] for a in gold["airports"]]


@pytest.mark.parametrize("persons", [428, 312, 740])
def test_operation(record: Record, gold: dict[str, Any], persons: int) -> None:
    (wanted,) = [operation for operation in gold["operations"] if operation["persons"] == persons]
    (found,) = [operation for operation in record.operations if operation.persons == persons]
    data = found.model_dump(by_alias=True)
    for key, value in wanted.items():
        assert (set(data[key]) == set(value)) if isinstance(value, list) else data[key] == value, key


def test_the_total_is_the_sum_of_the_two(record: Record) -> None:
    (total,) = [operation for operation in record.operations if operation.total_of]
    assert [record.operations[part].persons for part in total.parts] == [428, 312]
