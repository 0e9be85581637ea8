"""Records made elsewhere: whole without evidence, refused with the line's number where they are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crackdown.errors import InputError, UnreadableAnnouncement
from crackdown.loaders.records import iter_records, to_record

GIVEN = {
    "id": "kh-gdi-2026-02-09-en", "language": "en", "published": "2026-02-09", "announced_by": ["Interior Ministry"],
    "officials": [{"name": "Sok Dara", "also": [], "rank": None, "role": "Director", "agency": "Interior Ministry"}],
    "agencies": [
        {"name": "Interior Ministry", "also": ["MOI"], "country": "KH", "parent": None},
        {"name": "Embassy of the Philippines in Cambodia", "also": [], "country": "PH", "parent": None},
    ],
    "countries": ["KH"], "airports": [{"name": "Techo International Airport", "iata": "KTI"}], "places": ["Phnom Penh"],
    "operations": [
        {
            "kind": "deportation", "date": {"from": "2026-02-08", "to": "2026-02-09"}, "persons": 428, "women": 26,
            "men": None, "nationalities": {"CN": 312, "VN": None}, "country": "KH", "destination": None,
            "airports": ["KTI"], "agencies": ["Interior Ministry"], "partners": [], "officials": ["Sok Dara"],
            "offences": ["online_scam"], "evidence": {"kind": "deported"},
        },
        {"kind": "deportation", "date": "2026", "persons": 1000, "nationalities": {}, "total_of": True},
    ],
}  # fmt: skip


def test_every_fact_quotes_a_line_of_the_record() -> None:
    document, record = to_record(json.loads(json.dumps(GIVEN)))
    evidence = dict(record.iter_evidence())
    assert all(document.text[e.start : e.end] == e.quote for e in evidence.values())
    assert evidence["operations[0].nationalities.CN"].printed == "312"
    assert evidence["operations[0].agencies.Interior Ministry"].quote == "Interior Ministry"
    assert record.notes == ["Given as a record, not read from a text: the words quoted are the record's own."]


def test_how_sure_a_record_is_of_its_facts_stays() -> None:
    given = json.loads(json.dumps(GIVEN))
    given["operations"][0]["evidence"] = {
        "persons": {"quote": "428", "confidence": 0.7},
        "nationalities": {"VN": {"quote": "Vietnam", "confidence": 0.4}},
    }
    _, record = to_record(given)
    sure = {path: evidence.confidence for path, evidence in record.iter_evidence()}
    assert sure["operations[0].persons"] == 0.7
    assert (sure["operations[0].nationalities.VN"], sure["operations[0].nationalities.CN"]) == (0.4, 1)
    assert sure["operations[0].kind"] == sure["published"] == 1


def test_how_a_record_hedges_a_number_stays() -> None:
    given = json.loads(json.dumps(GIVEN))
    given["operations"][1]["evidence"] = {"persons": {"quote": "More than 1,000", "precision": "more_than"}}
    _, record = to_record(given)
    hedges = {path: evidence.precision for path, evidence in record.iter_evidence() if evidence.precision}
    assert hedges == {"operations[1].persons": "more_than"}


def test_what_the_gazetteer_knows_is_added() -> None:
    _, record = to_record(json.loads(json.dumps(GIVEN)))
    assert (record.airports[0].icao, record.airports[0].country) == ("VDTI", "KH")
    assert [(agency.kind, agency.accredited_to) for agency in record.agencies] == [
        ("ministry", None),
        ("embassy", "KH"),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not a record"),
        ("[]", "not a record"),
        ("{}", "id: Field required"),
        (json.dumps(GIVEN | {"operations": ["a raid"]}), "not a record"),
        (json.dumps(GIVEN | {"published": "9 February"}), "published: String should match"),
        (json.dumps(GIVEN | {"evidence": {"published": {"confidence": "high"}}}), "evidence.published"),
    ],
)
def test_a_line_that_is_no_record_is_told_with_its_number(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(f"\n{json.dumps(GIVEN)}\n{line}\n", encoding="utf-8")
    _, broken = iter_records(path)
    assert isinstance(broken, UnreadableAnnouncement)
    assert "records.jsonl:3: " in str(broken)
    assert told in str(broken)


def test_a_line_ends_where_json_lines_end_it(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(GIVEN | {"title": "Two\u2028lines"}, ensure_ascii=False) + "\n", encoding="utf-8-sig")
    (given,) = iter_records(path)
    assert not isinstance(given, UnreadableAnnouncement), given


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be read \(No such file or directory\)"):
        list(iter_records(tmp_path / "none.jsonl"))
