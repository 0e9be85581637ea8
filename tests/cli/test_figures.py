"""`crackdown figures`, `check` and `ledger` on records of one deportation as several announcements tell of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., object]


def record(record_id: str, announcer: str, *operations: dict[str, object]) -> str:
    """Write a record in which one agency announces; its country is the first two letters of the record's id."""
    country = record_id[:2].upper()
    shared = {
        "kind": "deportation", "date": "2026-02-08", "country": "KH", "destination": "CN", "offences": ["online_scam"],
        "agencies": ["Ministry of Interior"], "nationalities": {"CN": None},
    }  # fmt: skip
    ministry = {"name": "Ministry of Interior", "also": [], "country": "KH", "parent": None}
    return json.dumps(
        {
            "id": record_id, "language": "en", "published": "2026-02-09", "announced_by": [announcer],
            "agencies": [{"name": announcer, "also": [], "country": country, "parent": None}, ministry],
            "officials": [], "places": [], "countries": ["KH", "CN"], "airports": [],
            "operations": [shared | operation for operation in operations],
        }
    )  # fmt: skip


GOOD = [
    record("kh-1", "General Department of Immigration", {"persons": 312, "women": 12, "men": 300}),
    record("cn-1", "Ministry of Public Security", {"persons": 312, "kind": "repatriation"}),
]
TOGETHER = json.loads(GOOD[0])
TOGETHER["announced_by"] += ["Ministry of Public Security"]
TOGETHER["agencies"] += [{"name": "Ministry of Public Security", "also": [], "country": "CN", "parent": None}]
BAD = [
    GOOD[0],
    record("cn-1", "Ministry of Public Security", {"persons": 313, "kind": "repatriation"}),
    record("kh-2", "General Department of Immigration", {"persons": 20, "women": 26, "date": "2026-03-08"}),
]


@pytest.fixture(scope="module")
def stores(run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("figures")
    for name, lines in (("good", GOOD), ("bad", BAD), ("together", [json.dumps(TOGETHER)])):
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        assert run("load", "--records", folder / f"{name}.jsonl", "--store", folder / name).returncode == 0
    return {name: folder / name for name in ("good", "bad", "together")}


@pytest.fixture(scope="module")
def deportation(run: Run, stores: dict[str, Path]) -> str:
    """The end of the IRI of the deportation that is told twice, as `check` prints it."""
    lines = run("check", "--store", stores["bad"]).stdout.splitlines()
    return lines[next(number for number, line in enumerate(lines) if "Rival" in line) + 1].strip()


def test_good_figures_pass(run: Run, stores: dict[str, Path]) -> None:
    done = run("check", "--store", stores["good"])
    assert (done.returncode, done.stdout) == (0, "")
    assert "0 contradictions, 0 doubts, 1 confirmation (--all lists them)" in done.stderr


@pytest.mark.parametrize(("day", "told"), [("2026-02-08", "0 contradictions"), ("2026-02-09", "2 contradictions")])
def test_what_was_said_by_a_day_is_checked(run: Run, stores: dict[str, Path], day: str, told: str) -> None:
    assert run("check", "--as-of", day, "--store", stores["bad"]).stderr.startswith(told)


def test_findings_of_another_day_are_not_written(run: Run, stores: dict[str, Path]) -> None:
    done = run("check", "--as-of", "2026-02-09", "--write", "--store", stores["bad"])
    assert (done.returncode, "leave out --as-of" in done.stderr) == (2, True)


@pytest.mark.parametrize(("day", "transfers"), [("2026-02-08", 0), ("2026-02-09", 2)])
def test_the_ledger_of_a_day_has_what_was_said_by_then(
    run: Run, stores: dict[str, Path], day: str, transfers: int
) -> None:
    rows = run("ledger", "--as-of", day, "--format", "jsonl", "--store", stores["bad"]).stdout.splitlines()
    assert len(rows) == transfers


def test_what_adds_up_is_listed_on_request(run: Run, stores: dict[str, Path]) -> None:
    done = run("check", "--all", "--store", stores["good"])
    assert done.stdout.startswith("confirmation  Women and men: 12 + 300 = 312, as announced.\n")


def test_contradictions_are_listed_with_their_words_and_fail(run: Run, stores: dict[str, Path]) -> None:
    done = run("check", "--store", stores["bad"])
    assert done.returncode == 1
    assert "contradiction  Group and total: women: 26, more than the total of 20." in done.stdout
    assert "contradiction  Rival figures: all the people: 312 and 313; both cannot be right." in done.stdout
    assert "“313”  [announcement/cn-1#char=" in done.stdout


def test_findings_for_programs_and_in_another_language(run: Run, stores: dict[str, Path]) -> None:
    done = run("check", "--format", "jsonl", "--language", "fr", "--store", stores["bad"])
    findings = [json.loads(line) for line in done.stdout.splitlines()]
    rival = next(one for one in findings if one["kind"] == "rival-figures")
    assert rival["text"].startswith("Chiffres rivaux\u202f: toutes les personnes\u202f: 312 et 313")
    assert [count["value"] for count in rival["counts"]] == [312, 313]
    assert rival["counts"][0]["said_by"] == ["General Department of Immigration"]


def test_an_unknown_language_is_told(run: Run, stores: dict[str, Path]) -> None:
    done = run("check", "--language", "tr", "--store", stores["bad"])
    assert done.returncode == 2
    assert "findings are not told in 'tr'; there are ar, de, en" in done.stderr


def test_written_findings_answer_a_query(run: Run, stores: dict[str, Path]) -> None:
    done = run("check", "--write", "--store", stores["bad"])
    assert "3 findings written to graph:findings" in done.stderr
    answer = run("query", "SELECT (COUNT(?f) AS ?n) { ?f a crk:Finding }", "--store", stores["bad"])
    assert answer.stdout.splitlines() == ["n", "3"]


def test_figures_show_the_spread(run: Run, stores: dict[str, Path], deportation: str) -> None:
    done = run("figures", deportation, "--store", stores["bad"])
    assert done.returncode == 0, done.stderr
    assert "all  — DISPUTED: they cannot all be right" in done.stdout
    assert "women  — said once" in done.stdout
    assert "312  General Department of Immigration" in done.stdout
    assert "313  Ministry of Public Security" in done.stdout
    assert done.stdout.endswith("\ncontradiction  Rival figures: all the people: 312 and 313; both cannot be right.\n")


def test_no_cell_of_a_table_is_a_formula(run: Run, tmp_path: Path) -> None:
    hostile = record("cn-2", "=HYPERLINK(1)", {"persons": 312, "kind": "repatriation"})
    (tmp_path / "records.jsonl").write_text(hostile, encoding="utf-8")
    store = tmp_path / "store"
    assert run("load", "--records", tmp_path / "records.jsonl", "--store", store).returncode == 0
    done = run("figures", "operation/kh-2026-02-08-repatriation-312", "-f", "csv", "--store", store)
    assert [row["said_by"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["'=HYPERLINK(1)"]


def test_figures_as_csv_have_one_row_a_claim(run: Run, stores: dict[str, Path], deportation: str) -> None:
    done = run("figures", deportation, "-f", "csv", "--store", stores["bad"])
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["group"], row["value"], row["agreement"]) for row in rows] == [
        ("all", "313", "disputed"), ("all", "312", "disputed"),
        ("women", "12", "said once"), ("men", "300", "said once"),
    ]  # fmt: skip
    assert rows[0]["quote"] == "313"


def test_figures_of_what_is_no_operation_say_what_to_do(run: Run, stores: dict[str, Path]) -> None:
    done = run("figures", "KH", "--store", stores["bad"])
    assert done.returncode == 2
    assert "figures are told of operations; crackdown clusters lists them" in done.stderr


def test_the_ledger_sets_both_sides_side_by_side(run: Run, stores: dict[str, Path]) -> None:
    done = run("ledger", "--format", "jsonl", "--store", stores["bad"])
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["status"], row["sent_people"], row["received_people"]) for row in rows] == [
        ("differs", ["312"], ["313"]), ("only sent", ["20"], []),
    ]  # fmt: skip


def test_what_both_sides_announce_together_is_told_as_one_voice(run: Run, stores: dict[str, Path]) -> None:
    done = run("ledger", "--open", "--store", stores["together"])
    assert done.stdout.startswith("2026-02-08  KH → CN  one voice: both sides tell of it, and neither apart from")
    assert done.stderr == "1 transfer: 1 one voice\n"


def test_what_neither_side_tells_is_told_with_who_does(run: Run, tmp_path: Path) -> None:
    transfer = {"kind": "deportation", "date": "2026-02-08", "persons": 312, "country": "KH", "destination": "CN"}
    records = tmp_path / "records.jsonl"
    records.write_text(record("th-1", "Immigration Bureau", transfer), encoding="utf-8")
    store = tmp_path / "store"
    run("load", "--records", records, "--store", store)
    told = run("ledger", "--store", store).stdout.splitlines()
    assert told[0] == "2026-02-08  KH → CN  neither"
    assert told[2].startswith("    other     312  2026-02-08  [announcement/th-1")
    [row] = map(json.loads, run("ledger", "--format", "jsonl", "--store", store).stdout.splitlines())
    assert (row["day"], row["others"], row["others_people"]) == ("2026-02-08", 1, ["312"])
    assert row["others_announcements"] == ["https://w3id.org/crackdown/announcement/th-1"]


def test_the_work_list_leaves_out_what_matches(run: Run, stores: dict[str, Path]) -> None:
    assert run("ledger", "--store", stores["good"]).stdout.startswith("2026-02-08  KH → CN  matched\n")
    done = run("ledger", "--open", "--format", "csv", "--store", stores["good"])
    assert done.stdout.splitlines()[0].startswith("status,differing,day,origin,destination")
    assert len(done.stdout.splitlines()) == 1
