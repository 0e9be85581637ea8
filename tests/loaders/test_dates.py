"""Dates as written, resolved against a date of publication, and the spans that several of them make."""

from __future__ import annotations

import datetime
import re

import pytest

from crackdown.intake.loading import sample_folder
from crackdown.loaders import Document, extract
from crackdown.loaders.extraction.models.linear import Features, names_of, other_weights, shares
from crackdown.loaders.extraction.text.data import installed_languages, language_folder
from crackdown.loaders.extraction.text.lexicon import load_language
from crackdown.loaders.extraction.text.normalise import normalise
from crackdown.loaders.extraction.text.pattern_needs import stretches, stretches_around
from crackdown.loaders.extraction.text.sentences import Sentences
from crackdown.loaders.extraction.what.drafts import Draft, mark_others
from crackdown.loaders.extraction.when.date_found import DateFound
from crackdown.loaders.extraction.when.date_links import date_options
from crackdown.loaders.extraction.when.date_patterns import date_patterns
from crackdown.loaders.extraction.when.joined_dates import join_spans
from crackdown.loaders.extraction.when.published import published_candidates
from crackdown.loaders.extraction.when.text_calendar import MEANINGS, Calendar, taken_for
from crackdown.loaders.extraction.when.written_dates import Written, find_written
from crackdown.loaders.training.choices import fit_choice
from tests.loaders.analysing import analysed

THURSDAY = datetime.date(2026, 3, 19)


def resolved(text: str, code: str, published: datetime.date = THURSDAY) -> list[str | tuple[str, str]]:
    language = load_language(code)
    assert language is not None
    view = normalise(text)
    calendar = Calendar(code, published, published, Sentences(view, language))
    dates = [
        DateFound(written.start, written.end, taken_for(written.pattern.meaning), value)
        for written in find_written(view, code)
        if (value := calendar.resolve(written)) is not None
    ]
    return [date.value for date in join_spans(view.text, dates, code, published)]


@pytest.mark.parametrize(
    ("text", "code", "days"),
    [
        ("الرياض 8 رمضان 1447هـ", "ar", ["2026-02-25"]),
        ("الأسبوع الممتد من 1 إلى 7 رمضان 1447هـ", "ar", [("2026-02-18", "2026-02-24")]),
        ("8 رمضان 1447هـ، وكان في 6 رمضان", "ar", ["2026-02-25", "2026-02-23"]),
        ("RIYADH, 8 Ramadan 1447 AH", "en", ["2026-02-25"]),
        ("Jakarta, 8 Ramadhan 1447 H", "id", ["2026-02-25"]),
        ("काठमांडू, २० पुस २०८२।", "hi", ["2026-01-04"]),
        ("الرياض 1447/9/8", "ar", ["2026-02-25"]),
        ("منذ رمضان الماضي", "ar", []),
        ("8 رمضان", "ar", []),
        ("30 صفر 1447هـ", "ar", []),
        ("Police searched 1400 houses in 1400.", "en", []),
    ],
)
def test_days_of_other_calendars_are_days_of_ours(text: str, code: str, days: list[str | tuple[str, str]]) -> None:
    assert resolved(text, code) == days


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("They met from March 3 to 7.", "en", ("2026-03-03", "2026-03-07")),
        ("They met from March 3 to 7, 2025.", "en", ("2025-03-03", "2025-03-07")),
        ("They met from Monday to yesterday.", "en", ("2026-03-16", "2026-03-18")),
        ("They met over the weekend.", "en", ("2026-03-14", "2026-03-15")),
        ("They met last week.", "en", ("2026-03-09", "2026-03-15")),
        ("They met on Friday last week.", "en", "2026-03-13"),
        ("They met three weeks ago.", "en", "2026-02-26"),
        ("They met on the last day of February.", "en", "2026-02-28"),
        ("They met in the first quarter of 2025.", "en", ("2025-01", "2025-03")),
        ("They met this year.", "en", "2026"),
        ("Ils se sont réunis il y a cinq jours.", "fr", "2026-03-14"),
        ("Sie trafen sich am vergangenen Wochenende.", "de", ("2026-03-14", "2026-03-15")),
        ("Se reunieron hace cuatro días.", "es", "2026-03-15"),
        ("Они встретились в прошлом месяце.", "ru", "2026-02"),
        ("3月3日至7日开会。", "zh", ("2026-03-03", "2026-03-07")),
        ("三天前开会。", "zh", "2026-03-16"),
        ("3月3日から7日まで会議。", "ja", ("2026-03-03", "2026-03-07")),
        ("지난달 마지막 날 회의했다.", "ko", "2026-02-28"),
        ("Mesyuarat pada 3hb Mac.", "ms", "2026-03-03"),
        ("They met on March 13 (Friday), 2025.", "en", "2025-03-13"),
        ("They met on March 13 (2025).", "en", "2025-03-13"),
        ("They met on 13 March B.E. 2568.", "en", "2025-03-13"),
        ("Rapat pada Selasa (4/3) 2025.", "id", "2025-03-04"),
        ("二零二五年三月廿八日开会。", "zh", "2025-03-28"),
        ("2025년 03월 04일 회의했다.", "ko", "2025-03-04"),
    ],
)
def test_date_is_resolved(text: str, code: str, value: object) -> None:
    assert resolved(text, code) == [value]


def test_two_days_joined_by_and_keep_their_span_beside_them() -> None:
    both = ("2026-03-16", "2026-03-17")
    assert resolved("They met on Monday and Tuesday.", "en") == [both[0], both, both[1]]


def test_bare_day_follows_a_date_of_its_sentence_and_else_the_date_of_publication() -> None:
    assert resolved("2月3日に会議、5日に会談。", "ja") == ["2026-02-03", "2026-02-05"]
    assert resolved("2月3日に会議。5日に会談。", "ja") == ["2026-02-03", "2026-03-05"]


def test_pattern_is_tried_only_where_its_words_stand() -> None:
    patterns = date_patterns("en")
    yesterday = next(p for p in patterns.patterns if any("yesterday" in words for words in p.needs))
    text = "they met yesterday" + " and talked" * 100
    found, missing = (
        stretches(yesterday.needs, patterns.needs.places(words), len(words), reach=80)
        for words in (text, "they met today")
    )
    assert [(first <= 9, last < len(text)) for first, last in found] == [(True, True)]
    assert missing == []


@pytest.mark.parametrize("code", installed_languages())
def test_what_a_pattern_needs_stands_in_every_date_that_it_finds(code: str) -> None:
    patterns = date_patterns(code)
    for file in sorted(sample_folder().glob(f"*-{code}*.txt")):
        lower = normalise(file.read_text(encoding="utf-8")).lower.replace("\n", " ")
        places = patterns.needs.places(lower)
        for pattern in patterns.patterns:
            for match in pattern.expression.finditer(lower):
                around = range(max(0, match.start() - 20), match.end() + 20)  # what goes before or behind counts too
                assert all(any(place in around for place in places[need]) for need in pattern.needs), match[0]


@pytest.mark.parametrize("code", installed_languages())
def test_stretches_around_what_a_pattern_needs_hold_every_date_that_it_finds(code: str) -> None:
    patterns = date_patterns(code)
    for file in sorted(sample_folder().glob(f"*-{code}*.txt")):
        lower = normalise(file.read_text(encoding="utf-8")).lower.replace("\n", " ")
        places = patterns.needs.places(lower)
        for pattern in patterns.patterns:
            stretched = stretches_around(pattern.placed, places, len(lower))
            found = [m.span() for first, last in stretched for m in pattern.expression.finditer(lower, first, last)]
            assert found == [match.span() for match in pattern.expression.finditer(lower)], pattern.written


def test_languages_know_the_meanings_that_are_resolved_and_no_others() -> None:
    meanings = {pattern.meaning for code in installed_languages() for pattern in date_patterns(code).patterns}
    assert meanings == set(MEANINGS)


def test_english_file_explains_every_meaning() -> None:
    lines = (language_folder("en") / "dates.yaml").read_text(encoding="utf-8").splitlines()
    explained = re.findall(r"\w+", " ".join(line for line in lines if line.startswith("#")))
    assert set(MEANINGS) <= set(explained)


def test_date_of_an_event_and_of_a_dateline_are_told_apart_by_where_they_stand() -> None:
    language = load_language("en")
    assert language is not None
    view = normalise("Title\n\nHANOI, 5 May 2025 - Police met.\n\nThey had met for many hours on 3 May 2025 in a hall.")
    found = published_candidates(view, find_written(view, "en"), language, [])
    dateline, event = (set(names_of(candidate.features)) for candidate in found)
    assert "dateline=True,year=True" in dateline
    assert "dateline=False,year=True" in event


def test_date_in_the_first_line_may_be_that_of_publication() -> None:
    language = load_language("en")
    assert language is not None
    view = normalise(
        "Weekly news of the police of the province at the border - 25 March 2026\n\nPolice arrested 5 men."
    )
    (candidate,) = published_candidates(view, find_written(view, "en"), language, [])
    assert "title,before=-,year=True" in names_of(candidate.features)


def test_total_may_have_the_span_of_the_operations_that_it_sums_up() -> None:
    text = "Police arrested 12 men on 3 March 2026. They arrested 8 on 5 March 2026. In total 20 were arrested."
    analysis = analysed(text)
    drafts = [Draft("arrest", [count], None) for count in analysis.counts]
    drafts[-1].is_total = True
    mark_others(analysis, drafts)
    for draft, day in zip(drafts, ("2026-03-03", "2026-03-05"), strict=False):
        draft.likely["date"] = [(day, 1.0)]
    candidates, options = date_options(analysis, drafts[-1], None)
    summing = [
        one.value for one, given in zip(candidates, options, strict=False) if "sums_up=True,True" in names_of(given)
    ]
    assert set(summing) == {("2026-03-03", "2026-03-05")}


def test_weekday_of_last_week_may_be_the_latest_one_on_a_sunday() -> None:
    view = normalise("上周五开会。")
    (written,) = find_written(view, "zh")
    sunday = datetime.date(2025, 12, 7)
    calendar = Calendar("zh", sunday, sunday)
    assert calendar.resolve(written) == "2025-11-28"
    assert list(calendar.other_values(written)) == [("latest", "2025-12-05")]


def test_choice_is_learned_from_groups_and_shares_make_one() -> None:
    stated = [(["near"], True), (["far"], False), (["none"], False)]
    unstated = [(["far"], False), (["none"], True)]
    with other_weights({"date": fit_choice([stated, unstated] * 10)}):
        near, far, none = shares("date", [[Features([name])] for name in ("near", "far", "none")])
    assert near > none > far
    assert near + far + none == pytest.approx(1)


def test_day_of_publication_that_came_with_the_text_outranks_a_date_of_it() -> None:
    text = "PHNOM PENH, 8 February 2026 - Police arrested 25 people on Monday.\n"
    record = extract(Document(id="a", text=text, language="en", published="2026-02-10"))
    assert record.published == "2026-02-10"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "On March 14, 2026 police arrested 168 men. On 20 March police arrested two men.",
            ["2026-03-14", "2026-03-20"],
        ),
        ("On 20 March police arrested two men. They held 168 on March 14, 2026.", ["2026-03-20", "2026-03-14"]),
        ("On 30 December 2025 police held 168 men. On 3 January they held two.", ["2025-12-30", "2026-01-03"]),
        (
            "On March 14, 2026 police arrested 168 men. On 20 June police arrested two men.",
            ["2026-03-14", "2025-06-20"],
        ),
        ("On December 15, 2025 police arrested 168 men. In January they held two.", ["2025-12-15", "2025-01"]),
        ("In 2026 police arrested 168 men. On 3 January police arrested two men.", ["2026", "2026-01-03"]),
    ],
)
def test_a_day_without_a_year_may_follow_the_latest_one_that_has_one(text: str, days: list[str]) -> None:
    assert [date.value for date in analysed(text).dates] == days


def test_a_day_without_a_year_does_not_follow_that_of_publication() -> None:
    text = "Police arrested two men on 20 March."
    (operation,) = extract(Document(id="a", text=text, language="en", published="2026-03-14")).operations
    assert operation.date == "2025-03-20"


def test_the_beginning_of_a_tally_gives_no_year() -> None:
    text = "La policía detuvo a 61 chinos el 17 de octubre. Desde noviembre de 2015 expulsó a más de 200 chinos."
    assert [operation.date for operation in extract(Document.from_text(text)).operations if operation.date] == []


@pytest.mark.parametrize("meaning", ["date", "weekday", "month", "range", "day_only"])
def test_pattern_that_lacks_what_its_meaning_takes_gives_no_date(meaning: str) -> None:
    pattern = next(one for one in date_patterns("en").patterns if one.meaning == meaning)
    assert Calendar("en", THURSDAY, THURSDAY).resolve(Written(0, 6, pattern, {})) is None


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("zh", "2月上旬以来，警方抓获40人。", ("2026-02", "2026-03-19")),
        ("zh", "警方自2025年12月底起抓获40人。", ("2025-12", "2026-03-19")),
        ("ja", "2月に入って40人を逮捕した。", "2026-02"),
    ],
)
def test_part_of_a_month_begins_a_span(code: str, text: str, wanted: str | tuple[str, str]) -> None:
    assert resolved(text, code) == [wanted]


@pytest.mark.parametrize(
    ("code", "text", "day"),
    [
        ("tr", "Malezya polisi 47 kişinin dün (15 Ocak 2026) yakalandığını söyledi.", "2026-01-15"),
        ("en", "Malaysian police said that 47 people were arrested yesterday (15 January 2026).", "2026-01-15"),
        ("ko", "2026년 4월 29일 중국 공안부는 28일 전세기로 용의자 126명을 압송했다고 밝혔다.", "2026-04-28"),
        ("ko", "2026년 4월 29일 경찰은 3일 전에 용의자 5명을 체포했다고 밝혔다.", "2026-04-26"),
        (
            "pt",
            "Brasília, 18 de junho de 2026. A Polícia prendeu dois chineses na última terça-feira (9).",
            "2026-06-09",
        ),
    ],
)
def test_a_day_is_the_one_that_its_words_mean(code: str, text: str, day: str) -> None:
    (operation,) = extract(Document.from_text(text, language=code)).operations
    assert operation.date == day
