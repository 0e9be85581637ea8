"""Identity measured on what was read: operations named as the gold ones they tell of, and where pairs are lost."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

import crackdown.graph.identity
from crackdown.loaders.records import to_record
from crackdown.loaders.training import ANNOUNCEMENTS
from crackdown.loaders.training.identity import Pairs, read_groups
from crackdown.loaders.training.identity_extracted import Fitting, rates
from crackdown.loaders.training.identity_lost import lost
from crackdown.loaders.training.identity_readings import Extracted, Read, iter_readings, pair_with_gold

WEIGHTS = json.loads(Path(crackdown.graph.identity.__file__).with_name("weights.json").read_text(encoding="utf-8"))
FITTED = WEIGHTS["operation read alone"], WEIGHTS["operation read"]
IDS = ("lk-police-2024-10-13-en", "lk-police-2024-10-15-zh", "lk-police-2024-10-15-fr", "bd-brac-2026-01-22-en",
       "bd-brac-2026-01-23-th")  # fmt: skip


@pytest.fixture
def readings() -> list[Read]:
    """Return announcements read without a fault, but for how sure it is."""
    gold = [json.loads((ANNOUNCEMENTS / f"{name}.json").read_text(encoding="utf-8")) for name in IDS]
    return [(one, json.loads(to_record(copy.deepcopy(one))[1].to_json())) for one in gold]


def merged(extracted: Extracted) -> set[tuple[str, str]]:
    return Pairs(extracted.profiles, extracted.groups).group(dict.fromkeys(extracted.profiles, FITTED))


def table(extracted: Extracted) -> dict[str, str]:
    text = lost(extracted, Pairs(extracted.profiles, extracted.groups), FITTED, merged(extracted))
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()]
    return {row[0]: row[1] for row in cells[2:]}


def member_of_a_pair(extracted: Extracted) -> str:
    return next(name for pair in sorted(extracted.readable) for name in pair)


def doubted(readings: list[Read], name: str) -> dict[str, Any]:
    """Give the facts of an operation that was read, to be changed."""
    record_id, _, position = name.partition("#")
    found: dict[str, Any] = next(values for gold, values in readings if gold["id"] == record_id)
    operation: dict[str, Any] = found["operations"][int(position)]
    return operation


def test_what_is_read_without_a_fault_is_named_as_the_gold(readings: list[Read]) -> None:
    extracted = pair_with_gold(readings, read_groups())
    assert extracted.readable == extracted.wanted
    assert extracted.profiles.keys() == extracted.gold.keys()
    assert extracted.again == set()


def test_an_operation_read_twice_is_paired_once_and_known_to_be_told_again(readings: list[Read]) -> None:
    operations = readings[0][1]["operations"]
    operations.append(copy.deepcopy(operations[0]))
    extracted = pair_with_gold(readings, read_groups())
    assert {name.partition("#")[2] for name in extracted.again} < {"?0", f"?{len(operations) - 1}"}
    assert len(extracted.again) == 1


def test_what_is_not_read_is_wanted_but_not_readable(readings: list[Read]) -> None:
    name = member_of_a_pair(pair_with_gold(readings, read_groups()))
    _, values = next(one for one in readings if one[0]["id"] == name.partition("#")[0])
    values["operations"] = []
    extracted = pair_with_gold(readings, read_groups())
    assert extracted.readable < extracted.wanted
    assert table(extracted)["not read on one side or both"] == str(len(extracted.wanted) - len(extracted.readable))


def test_the_table_of_losses_holds_every_pair_that_is_not_merged(readings: list[Read]) -> None:
    name = member_of_a_pair(pair_with_gold(readings, read_groups()))
    operation = doubted(readings, name)
    operation["date"], operation["country"] = "2011-01-01", "IS"
    extracted = pair_with_gold(readings, read_groups())
    rows = table(extracted)
    assert sum(map(int, rows.values())) == len(extracted.wanted - merged(extracted)) > 0
    assert any(step.startswith(("kept apart by a rule", "never compared")) for step in rows)


def test_rates_count_pairs_of_those_that_were_both_read_and_of_all(readings: list[Read]) -> None:
    extracted = pair_with_gold(readings, read_groups())
    told = rates(extracted.wanted | {("a#0", "b#0")}, extracted)
    wanted = len(extracted.wanted)
    assert f"precision {wanted / (wanted + 1):.3f}" in told
    assert f"recall 1.000 of {wanted} that were both read, 1.000 of all {wanted}" in told


def test_fitting_is_the_same_each_time_and_learns_from_known_pairs_alone(readings: list[Read]) -> None:
    extracted = pair_with_gold(readings, read_groups())
    fitted = Fitting([extracted]).fit(lambda _: True)
    assert fitted == Fitting([extracted]).fit(lambda _: True)
    names = {name for pair in extracted.wanted for name in pair}
    assert fitted != Fitting([extracted]).fit(lambda pair: not names.intersection(pair))


def test_weights_are_fitted_on_two_readings_of_the_same_texts_together(readings: list[Read]) -> None:
    worse = copy.deepcopy(readings)
    doubted(worse, member_of_a_pair(pair_with_gold(readings, read_groups())))["kind"] = "seizure"
    both = [pair_with_gold(found, read_groups()) for found in (readings, worse)]
    assert Fitting(both).fit(lambda _: True) not in [Fitting([one]).fit(lambda _: True) for one in both]


def test_what_was_read_is_kept_in_a_file(readings: list[Read], tmp_path: Path) -> None:
    kept = tmp_path / "read.jsonl"
    kept.write_text(
        "".join(json.dumps({"gold": gold, "record": values}) + "\n" for gold, values in readings), encoding="utf-8"
    )
    assert list(iter_readings(kept, 5)) == readings
