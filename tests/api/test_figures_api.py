"""Figures, findings and the ledger over HTTP: every number with its words, disputes first, a page at a time."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from fastapi.testclient import TestClient

from crackdown.api.json_api.figures_models import Language, Ledger, Status
from crackdown.graph.announcement.record import Agency, Evidence, Kind, Operation, Record
from crackdown.graph.figures import ledger
from crackdown.graph.figures.finding_text import text_languages
from crackdown.graph.figures.ledger_list import Wanted, list_transfers
from crackdown.graph.storage.store import Store

FLIGHT = "operation/kh-2026-02-08-deportation-312"  # told as 312 and as 313
MERGED = "operation/kh-2026-02-08-repatriation-313"
AGENCY = "agency/kh-general-department-of-immigration"


def compare(client: TestClient, **wanted: Any) -> dict[str, Any]:
    answer = client.post("/api/figures", json=wanted)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_it_tells_the_ledger_by_all_its_statuses() -> None:
    assert set(get_args(Status)) == set(get_args(ledger.Status))


def test_it_speaks_the_languages_that_findings_are_told_in() -> None:
    assert sorted(get_args(Language)) == sorted(text_languages())


def test_rival_figures_stand_side_by_side_each_with_its_words(client: TestClient) -> None:
    [flight] = compare(client, ids=[FLIGHT])["operations"]
    [everybody] = [group for group in flight["groups"] if group["iri"] is None]
    assert (flight["agreement"], everybody["agreement"]) == ("disputed", "disputed")
    assert {claim["number"]["value"] for claim in everybody["claims"]} == {312, 313}
    assert all(claim["evidence"]["quote"] for claim in everybody["claims"])
    assert all(claim["announced"] for claim in everybody["claims"])


def test_what_is_disputed_comes_first(client: TestClient) -> None:
    found = compare(client)
    assert found["operations"][0]["agreement"] == "disputed"
    assert sum(found["agreements"].values()) == found["total"]


def test_only_those_that_get_on_so(client: TestClient) -> None:
    found = compare(client, only="said once")
    assert {one["agreement"] for one in found["operations"]} == {"said once"}
    assert found["total"] == found["agreements"]["said once"]


def test_figures_come_in_pages(client: TestClient) -> None:
    whole = compare(client, limit=100)
    pages = [compare(client, limit=1, offset=offset)["operations"] for offset in range(whole["total"])]
    assert [one["node"]["id"] for page in pages for one in page] == [one["node"]["id"] for one in whole["operations"]]


def test_a_finding_is_told_in_the_readers_language_with_the_words_of_each_number(client: TestClient) -> None:
    [flight] = compare(client, ids=[FLIGHT], language="fr")["operations"]
    rivals = [finding for finding in flight["findings"] if finding["kind"] == "rival-figures"]
    assert rivals
    assert all(finding["text"].startswith("Chiffres rivaux\u202f: ") for finding in rivals)
    assert all(claim["evidence"]["quote"] for finding in rivals for claim in finding["claims"])


def test_who_said_a_number_is_named_in_the_readers_language(client: TestClient) -> None:
    def speakers(language: str) -> set[str]:
        [flight] = compare(client, ids=[FLIGHT], language=language)["operations"]
        told = [*flight["groups"], *flight["findings"]]
        return {speaker for one in told for claim in one["claims"] for speaker in claim["speakers"]}

    label = client.get("/api/entity", params={"id": AGENCY, "lang": "fr"}).json()["node"]["label"]
    assert label in speakers("fr") - speakers("en")


@pytest.mark.parametrize("older", [{}, {"language": "km"}])
def test_lang_names_the_language_as_it_does_elsewhere_and_goes_before_the_older_name(
    client: TestClient, older: dict[str, str]
) -> None:
    lang = {"lang": "fr"}
    [flight] = client.post("/api/figures", params=lang, json={"ids": [FLIGHT], **older}).json()["operations"]
    findings = client.get("/api/findings", params={"q": FLIGHT, **lang, **older}).json()["findings"]
    assert {one["text"] for one in flight["findings"]} == {one["text"] for one in findings}
    assert any(one["text"].startswith("Chiffres rivaux\u202f: ") for one in findings)
    [line] = client.get("/api/ledger", params={"q": FLIGHT, **lang, **older}).json()["lines"]
    assert line["destination"]["label"] == "Chine"


def test_readers_of_a_language_that_findings_are_not_told_in_read_them_in_english(client: TestClient) -> None:
    english = client.get("/api/findings", params={"q": FLIGHT}).json()["findings"]
    assert client.get("/api/findings", params={"q": FLIGHT, "lang": "pt"}).json()["findings"] == english
    [flight] = client.post("/api/figures", params={"lang": "pt"}, json={"ids": [FLIGHT]}).json()["operations"]
    assert flight["findings"] == english


def test_the_language_of_names_is_one_that_there_are_names_in(client: TestClient) -> None:
    for path in ("findings", "ledger", "sources"):
        assert client.get(f"/api/{path}", params={"lang": "xx"}).status_code == 400


def test_what_is_no_operation_is_left_out(client: TestClient) -> None:
    assert compare(client, ids=[AGENCY, "operation/none", "x"])["operations"] == []


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"limit": 0}, {"limit": 101}, {"offset": -1}, {"more": 1}])
def test_what_cannot_be_asked_for_is_refused(client: TestClient, wrong: dict[str, Any]) -> None:
    assert client.post("/api/figures", json=wrong).status_code == 400


def test_findings_the_gravest_first(client: TestClient) -> None:
    found = client.get("/api/findings").json()
    order = ["contradiction", "doubt", "confirmation"]
    told = [finding["severity"] for finding in found["findings"]]
    assert told == sorted(told, key=order.index)
    assert sum(found["severities"].values()) == found["total"] == len(told)


def test_findings_of_one_severity_about_one_operation(client: TestClient) -> None:
    params = {"severity": "contradiction", "q": FLIGHT}
    found = client.get("/api/findings", params=params).json()
    assert found["findings"]
    assert all(FLIGHT in finding["operations"] for finding in found["findings"])
    assert {finding["severity"] for finding in found["findings"]} == {"contradiction"}


def test_both_sides_of_a_transfer_with_their_words(client: TestClient) -> None:
    found = client.get("/api/ledger", params={"q": FLIGHT}).json()
    [line] = found["lines"]
    words = [*line["sent"], *line["received"]]
    assert line["origin"]["id"] == "country/KH"
    assert words
    assert all(word["evidence"]["quote"] for word in words if word["persons"])


def test_the_ledger_by_status_counts_all(client: TestClient) -> None:
    found = client.get("/api/ledger").json()
    for status, number in found["statuses"].items():
        lines = client.get("/api/ledger", params={"status": status}).json()
        assert (lines["total"], {line["status"] for line in lines["lines"]}) == (number, {status})


def test_the_open_part_of_the_ledger(client: TestClient) -> None:
    lines = client.get("/api/ledger", params={"only_open": True}).json()["lines"]
    assert "matched" not in {line["status"] for line in lines}


def test_the_ledger_is_sorted_both_ways(client: TestClient) -> None:
    def days(descending: bool) -> list[str]:
        found = client.get("/api/ledger", params={"order": "day", "descending": descending}).json()
        return [line["day"] or "" for line in found["lines"]]

    assert days(descending=False) == sorted(days(descending=False))
    assert days(descending=True) == days(descending=False)[::-1]


def test_the_ledger_of_one_country(client: TestClient) -> None:
    lines = client.get("/api/ledger", params={"country": "country/CN", "language": "zh"}).json()["lines"]
    assert lines
    assert all("country/CN" in ((line["origin"] or {}).get("id"), line["destination"]["id"]) for line in lines)
    assert "中国" in {line["destination"]["label"] for line in lines}


def half(agency: str, country: str, kind: Kind, persons: int) -> tuple[Record, str]:
    """Return what one side tells of people whom Cambodia sends to South Korea."""
    text = f"{agency}, 2025-10-17: {persons} Koreans leave Cambodia for South Korea ({kind})."

    def find(words: str, **more: Any) -> Evidence:
        return Evidence(
            quote=words, start=text.index(words), end=text.index(words) + len(words), confidence=0.9, **more
        )

    people = find(f"{persons} Koreans", printed=str(persons))
    operation = Operation(
        kind=kind, date="2025-10-17", persons=persons, nationalities={"KR": persons}, country="KH", destination="KR",
        agencies=[agency],
        evidence={
            "kind": find(kind), "date": find("2025-10-17"), "persons": people, "nationalities": {"KR": people},
            "country": find("Cambodia"), "destination": find("South Korea"), "agencies": {agency: find(agency)},
        })  # fmt: skip
    return Record(
        id=f"{country.lower()}-half", title=agency, language="en", published="2025-10-18", sha256=country.lower() * 32,
        outcome="facts_found", announced_by=[agency], operations=[operation],
        agencies=[Agency(name=agency, country=country, kind="police", evidence={"name": find(agency)})],
        evidence={"announced_by": {agency: find(agency)}},
    ), text  # fmt: skip


def test_what_may_be_the_other_half_is_named_in_the_language_that_is_asked_for() -> None:
    with Store.open(None) as store:
        writer = store.writer()
        for record, text in (
            half("Phnom Penh Office", "KH", "deportation", 64),
            half("Seoul Office", "KR", "repatriation", 59),
        ):
            writer.put(record, text, origin=record.id, publisher=None, media_type="text/plain")
        writer.flush()
        lines = list_transfers(store.view(), Wanted(), language="fr", limit=9).lines
    assert {(line.label, *(other.label for other in line.perhaps)) for line in lines} == {
        ("Expulsion · 64", "Rapatriement · 59"),
        ("Rapatriement · 59", "Expulsion · 64"),
    }


def test_whoever_tells_of_a_transfer_is_told_with_its_words_of_neither_side_too() -> None:
    with Store.open(None) as store:
        record, text = half("Tokyo Office", "JP", "deportation", 64)
        store.writer().put(record, text, origin=record.id, publisher=None, media_type="text/plain")
        found = list_transfers(store.view(), Wanted(words="tokyo"), language="en", limit=9)
    [line] = Ledger.model_validate(found).lines
    assert (line.status, line.sent, line.received, line.others) == ("neither", [], [], 1)
    [word] = line.told_by_others
    assert (word.announcement.id, word.evidence and word.evidence.quote) == ("announcement/jp-half", "64 Koreans")


def test_what_was_not_published_yet_is_not_compared(client: TestClient) -> None:
    answer = client.post("/api/figures", params={"as_of": "2026-02-08"}, json={})
    assert answer.status_code == 200
    assert FLIGHT not in {one["node"]["id"] for one in answer.json()["operations"]}


def test_an_unchanged_list_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/ledger")
    again = client.get("/api/ledger", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
