"""Whose announcement a text is, and whose the services are that it names without a country."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from crackdown.loaders import extract
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.models.linear import Features, Probability, other_weights, probability
from crackdown.loaders.extraction.record import operation_record
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.what.candidates import Candidate
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.where.country_links import country_shares
from crackdown.loaders.extraction.where.destination_links import destination_candidates
from crackdown.loaders.extraction.who.home import home_of
from tests.loaders.analysing import analysed

DEPORTED = (
    "Chinese nationals deported\n\nThe Ministry of Interior said 40 Chinese nationals, 12 Chinese women among them, "
    "were deported by the Immigration Department. Cambodian police brought the Chinese nationals to the airport in "
    "Phnom Penh."
)
RESCUED = (
    "The Embassy of India in Laos said that 47 Indians were rescued in Laos from a scam centre in the Golden Triangle "
    "of Laos. The embassy thanked the Lao police."
)
RETURNED = (
    "외교부는 라오스에서 우리 국민 12명이 귀국했다고 밝혔다. 라오스 경찰이 협조했다. 라오스 비엔티안에서 출발했다."
)


@pytest.mark.parametrize(
    ("text", "code", "most_named", "home"),
    [
        pytest.param(DEPORTED, "en", "CN", "KH", id="not that of the people whom it counts"),
        pytest.param(RESCUED, "en", "LA", "IN", id="an embassy's own, not its host's"),
        pytest.param(RETURNED, "ko", "LA", "KR", id="that of the language, for a ministry without a country"),
    ],
)
def test_home_is_not_the_country_that_is_named_most(text: str, code: str, most_named: str, home: str) -> None:
    found = analysed(text, code)
    assert (found.homes[0][0], found.home) == (most_named, home)


def test_a_service_without_a_country_is_one_of_home() -> None:
    bodies = {agency.name: agency for agency in analysed(DEPORTED, "en").agencies}
    assert (bodies["Ministry of Interior"].country, bodies["Ministry of Interior"].is_assumed) == ("KH", True)
    assert (bodies["Cambodian National Police"].country, bodies["Cambodian National Police"].is_assumed) == (
        "KH",
        False,
    )


def test_a_country_of_which_only_people_are_told_announces_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def most_named(_: str, options: Sequence[object]) -> list[float]:
        return [0.8 if at == 0 else 0.1 for at in range(len(options))]

    monkeypatch.setattr("crackdown.loaders.extraction.who.home.shares", most_named)
    told = "Police raided a villa in Pattaya and held 38 Chinese; Chinese gangs cheat Chinese pensioners."
    assert (analysed(told, "en").homes[0][0], analysed(told, "en").home) == ("CN", "TH")
    assert analysed("Police held 38 Chinese.", "en").home is None
    assert analysed("The Chinese embassy said that 38 Chinese were held in Pattaya.", "en").home == "CN"


@pytest.mark.parametrize(
    ("code", "text", "people"),
    [
        ("en", "The Bureau of Immigration deported 24 Chinese nationals on 11 March 2026.", {"CN": 24}),
        (
            "fr",
            "La Direction générale de l'immigration a expulsé 24 ressortissants chinois le 11 mars 2026.",
            {"CN": 24},
        ),
        ("zh", "移民总局2026年3月11日驱逐24名越南公民出境。", {"VN": 24}),
    ],
)
def test_who_sends_people_away_is_not_their_country(code: str, text: str, people: dict[str, int]) -> None:
    record = extract(Document.from_text(text, language=code))
    assert [agency.country for agency in record.agencies] == [None]
    assert [(one.nationalities, one.country) for one in record.operations] == [(people, None)]


def test_without_a_model_it_is_the_country_that_most_points_to() -> None:
    options = analysed(DEPORTED, "en").homes
    with other_weights({}):
        assert home_of(options) == "CN"
    assert home_of([]) is None


def test_people_leave_a_country_that_is_not_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    def shares(analysis: Analysis, draft: Draft) -> tuple[list[Candidate], list[float], float]:
        candidates, *_ = country_shares(analysis, draft)
        return candidates, [0.8 if one.value == "CN" else 0.2 for one in candidates], 0.0

    monkeypatch.setattr(operation_record, "country_shares", shares)
    operations = extract(Document.from_text(DEPORTED)).operations
    assert [(one.persons, one.country) for one in operations] == [(40, "KH")]


def test_where_people_are_not_at_home_they_are_sent_only_if_that_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    text = RESCUED.replace("rescued in Laos", "repatriated from Laos") + " They passed through Thailand."
    sent = {"IN": 0.15, "TH": 0.3}

    def told(model: str, given: Sequence[Features]) -> Probability:
        sure = probability(model, given)
        return sure if model != "destination" else Probability(sent[codes[id(given)]], model, given)

    def candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
        found = [one for one in destination_candidates(analysis, draft) if one.value in sent]
        codes.update({id(one.features): str(one.value) for one in found})
        return found

    codes: dict[int, str] = {}
    monkeypatch.setattr(operation_record, "probability", told)
    monkeypatch.setattr(operation_record, "destination_candidates", candidates)
    operations = extract(Document.from_text(text)).operations
    assert [(one.kind, one.destination) for one in operations] == [("repatriation", "IN")]
    sent["TH"] = 0.9
    operations = extract(Document.from_text(text)).operations
    assert [(one.kind, one.destination) for one in operations] == [("repatriation", "TH")]


def test_a_ministry_is_of_the_country_of_its_department() -> None:
    text = (
        "Chinese police said on Monday that 40 Chinese suspects were brought back from Cambodia. China's Ministry of "
        "Public Security thanked the General Department of Immigration of the Ministry of Interior."
    )
    found = analysed(text, "en")
    assert found.home == "CN"
    bodies = {agency.name: (agency.country, agency.is_assumed) for agency in found.agencies}
    assert bodies["Ministry of Interior"] == bodies["General Department of Immigration"] == ("KH", False)


def test_whoever_is_deported_from_a_country_is_not_of_it() -> None:
    text = (
        "PHNOM PENH, February 11, 2026 – Officers of Cambodia's General Department of Immigration removed 740 "
        "foreigners from Cambodia on February 8, 2026."
    )
    operations = extract(Document.from_text(text)).operations
    assert [(one.persons, one.country, one.nationalities) for one in operations] == [(740, "KH", {})]


def test_an_organisation_of_many_countries_is_of_none_of_them() -> None:
    text = (
        "Thai police said on Monday that 40 people were freed. Thailand's Narcotics Office of the United Nations "
        "Office on Drugs and Crime helped."
    )
    bodies = {agency.name: (agency.country, agency.parent) for agency in analysed(text, "en").agencies}
    organisation = "United Nations Office on Drugs and Crime"
    assert bodies["Narcotics Office"] == ("TH", organisation)
    assert bodies[organisation] == (None, None)


def test_a_body_of_two_countries_is_of_the_one_whose_places_are_named() -> None:
    text = (
        "At least 312 Chinese were flown back to China on Wednesday, the Bureau of Immigration said. They were "
        "arrested in Pasay and handed to the Chinese Embassy; China's government had cancelled their Chinese passports."
    )
    (body,) = (agency for agency in analysed(text, "en").agencies if agency.name == "Bureau of Immigration")
    assert body.country == "PH"
