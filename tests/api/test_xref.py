"""A table of names over HTTP: candidates with reasons and quotes, row by row."""

from __future__ import annotations

import csv
import json

from fastapi.testclient import TestClient

TABLE = "name,type,country\nSok Vesna,official,Cambodia\nNobody Atall,,\nKTI,airport,\n"
CSV = {"content-type": "text/csv"}


def test_each_row_comes_with_candidates_reasons_and_quotes(client: TestClient) -> None:
    answer = client.post("/api/xref", content=TABLE, headers=CSV)
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    assert [row["name"] for row in rows] == ["Sok Vesna", "Nobody Atall", "KTI"]
    best = rows[0]["candidates"][0]
    assert best["iri"].endswith("official/kh-sok-veasna")
    assert "names that differ by a spelling" in {one["reason"] for one in best["reasons"]}
    assert best["evidence"][0]["quote"]
    assert rows[1]["candidates"] == []


def test_the_same_as_csv(client: TestClient) -> None:
    lines = list(csv.DictReader(client.post("/api/xref?format=csv", content=TABLE, headers=CSV).text.splitlines()))
    assert [line["row"] for line in lines] == ["1", "2", "3"]
    assert (lines[0]["match"], lines[1]["iri"]) == ("yes", "")


def test_columns_are_named(client: TestClient) -> None:
    table = "Person;x,Nation\nSok Veasna,Cambodge\n"
    answer = client.post("/api/xref?column=Person;x&country_column=Nation", content=table, headers=CSV)
    assert answer.json()["candidates"][0]["match"]


def test_what_is_wrong_is_told_before_anything_is_sent(client: TestClient) -> None:
    for table, words in (
        ("", "the table is empty"), ("name,type\nx,person\n", "row 1: person: there is no such type"),
        ("name,date\nx,soon\n", "row 1: soon: a date"), ("name\n" + "x\n" * 2001, "more than 2,000 rows"),
    ):  # fmt: skip
        answer = client.post("/api/xref", content=table, headers=CSV)
        assert (answer.status_code, words in answer.json()["detail"]) == (400, True), table[:40]
    assert "no column y" in client.post("/api/xref?column=y", content=TABLE, headers=CSV).json()["detail"]


def test_another_kind_of_body_is_refused(client: TestClient) -> None:
    assert client.post("/api/xref", json={}).status_code == 415


def test_a_table_of_formulas_stays_text(client: TestClient) -> None:
    answer = client.post("/api/xref?format=csv", content="name\n=1+1\n", headers=CSV)
    assert "'=1+1" in answer.text
