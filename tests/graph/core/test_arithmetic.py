"""Arithmetic on counts: for each kind of finding numbers that fit, and numbers that do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crackdown.graph.announcement.counts import bounds
from crackdown.graph.figures.accounts import Account, counts_by_group, days_by_account
from crackdown.graph.figures.agencies import Agencies
from crackdown.graph.figures.arithmetic import Finding, check
from crackdown.graph.figures.finding_text import in_words
from crackdown.graph.figures.publications import Publication
from crackdown.graph.figures.spread import agreement
from crackdown.graph.figures.told import Told
from crackdown.ontology.terms import CONCEPTS, PREFIXES, crk, finding_kind, kind, severity, sex

CN, KR, KH = (PREFIXES["country"] + code for code in ("CN", "KR", "KH"))
POLICE, CYBER, COURT = (PREFIXES["agency"] + name for name in ("police", "cyber-police", "court"))
AGENCIES = Agencies({}, {CYBER: {POLICE}})

Number = int | tuple[str, int]  # exact, or hedged: ("more_than", 1000)
Check = Callable[..., list[Finding]]


def told(number: Number, announcement: str, operation: str, group: str = "") -> Told:
    hedge, value = number if isinstance(number, tuple) else ("exactly", number)
    low, high = bounds(value, hedge)  # type: ignore[arg-type]
    return Told(
        f"{announcement}#count/{operation}/{group}", value, str(value), low, high, CONCEPTS["precision"][hedge],
        (group,) if group else (), announcement, headline=not group,
    )  # fmt: skip


def account(
    persons: Number | None = None,
    *,
    operation: str = "op",
    by: str = "a",
    published: str = "2026-02-09",
    women: Number | None = None,
    men: Number | None = None,
    nationals: dict[str, Number] | None = None,
    part_of: str | None = None,
    days: tuple[str, str] | None = None,
    is_total: bool = False,
    agency: str = POLICE,
    **more: set[str],
) -> Account:
    groups = {sex.female: women, sex.male: men, **(nationals or {})}
    counts = [told(number, by, operation, group) for group, number in groups.items() if number is not None]
    counts += [told(persons, by, operation)] if persons is not None else []
    values = {crk.kind: {kind.deportation}, crk.inCountry: {KH}, crk.carriedOutBy: {agency}}
    values |= {getattr(crk, name): value for name, value in more.items()}
    values |= {crk.partOf: {part_of}} if part_of else {}
    values |= {crk.isTotal: {"true"}} if is_total else {}
    values |= {crk.earliestDate: {days[0]}, crk.latestDate: {days[1]}} if days else {}
    publication = Publication(by, published=published)
    return Account(operation, publication, {name: frozenset(value) for name, value in values.items()}, tuple(counts))


def found(*accounts: Account) -> list[tuple[str, str, list[int]]]:
    return [(one.kind, one.severity, [count.value for count in one.counts]) for one in check(list(accounts), AGENCIES)]


def parts(total: Number, *numbers: Number | None, by: str = "a") -> list[Account]:
    whole = account(total, operation="whole", by=by, is_total=True)
    return [whole, *(account(one, operation=f"part-{n}", by=by, part_of="whole") for n, one in enumerate(numbers))]


def test_parts_that_add_up_bear_the_total_out() -> None:
    assert found(*parts(740, 428, 312)) == [(finding_kind.parts_and_total, severity.confirmation, [428, 312, 740])]


def test_parts_that_exceed_the_total_contradict_it() -> None:
    assert found(*parts(700, 428, 312)) == [(finding_kind.parts_and_total, severity.contradiction, [428, 312, 700])]


def test_parts_that_fall_a_little_short_are_doubtful() -> None:
    assert found(*parts(741, 428, 312)) == [(finding_kind.parts_and_total, severity.doubt, [428, 312, 741])]


def test_parts_that_fall_far_short_are_not_all_told() -> None:
    assert found(*parts(1000, 428, 312)) == []


def test_a_hedged_total_that_allows_its_parts_is_no_finding() -> None:
    assert found(*parts(("more_than", 700), 428, 312)) == []


def test_hedged_parts_count_with_their_least() -> None:
    (one,) = found(*parts(740, ("more_than", 428), 312))
    assert one == (finding_kind.parts_and_total, severity.contradiction, [428, 312, 740])


def test_a_part_without_a_number_leaves_the_sum_open() -> None:
    assert found(*parts(740, 428, 312, None)) == []


def test_the_number_of_a_part_may_come_from_another_announcement() -> None:
    elsewhere = account(312, operation="part-1", by="b")
    (one,) = check([*parts(740, 428, None), elsewhere], AGENCIES)
    assert one.severity == severity.confirmation
    assert {count.announcement for count in one.counts} == {"a", "b"}


def test_parts_named_by_several_announcements_are_not_put_together() -> None:
    assert found(*parts(740, 700), account(312, operation="day", by="b", part_of="whole")) == []


def test_a_part_of_a_part_is_not_counted_twice() -> None:
    inner = account(300, operation="inner", part_of="part-0")
    both = Account(
        "inner", inner.publication, {**inner.values, crk.partOf: frozenset({"part-0", "whole"})}, inner.counts
    )
    kinds = [(severity_, numbers) for _, severity_, numbers in found(*parts(740, 428, 312), both)]
    assert (severity.confirmation, [428, 312, 740]) in kinds
    assert all(severity_ == severity.confirmation for severity_, _ in kinds)


def test_more_women_than_people_contradict() -> None:
    assert found(account(20, women=26)) == [(finding_kind.group_and_total, severity.contradiction, [26, 20])]


def test_more_nationals_than_people_contradict() -> None:
    assert found(account(300, nationals={CN: 312})) == [
        (finding_kind.group_and_total, severity.contradiction, [312, 300])
    ]


def test_a_group_within_the_total_is_no_finding() -> None:
    assert found(account(428, women=26, nationals={CN: 312})) == []


def test_a_group_is_held_against_another_announcements_total_where_its_own_has_none() -> None:
    (one,) = check([account(women=26), account(20, by="b")], AGENCIES)
    assert one.kind == finding_kind.group_and_total
    assert [count.announcement for count in one.counts] == ["a", "b"]


@pytest.mark.parametrize(
    ("men", "expected"), [(402, severity.confirmation), (500, severity.contradiction), (400, severity.doubt)]
)
def test_women_and_men_are_held_against_the_total(men: int, expected: str) -> None:
    findings = [one for one in found(account(428, women=26, men=men)) if one[0] == finding_kind.women_and_men]
    assert findings == [(finding_kind.women_and_men, expected, [26, men, 428])]


@pytest.mark.parametrize(
    ("printed", "is_announced"),
    [("90", True), ("ninety", True), ("50 Chinese and 40 Korean nationals", False), ("中国人50名韩国人40名", False)],
)
def test_a_number_that_was_added_up_of_its_parts_is_not_borne_out_by_them(printed: str, is_announced: bool) -> None:
    whole = account(90, nationals={CN: 50, KR: 40})
    counts = tuple(replace(count, printed=printed) if count.headline else count for count in whole.counts)
    assert bool(check([replace(whole, counts=counts)], AGENCIES)) == is_announced


def test_women_of_one_announcement_are_held_against_the_men_of_another_with_the_same_total() -> None:
    def grades(total: int, men: int) -> list[str]:
        findings = check([account(215, women=18), account(total, by="b", men=men)], AGENCIES)
        return [one.severity for one in findings if one.kind == finding_kind.women_and_men]

    assert grades(215, 215) == [severity.contradiction]
    assert grades(215, 197) == [severity.confirmation]
    assert grades(190, 190) == []


@pytest.mark.parametrize(
    ("korean", "expected"), [(116, [severity.confirmation]), (117, [severity.contradiction]), (100, [])]
)
def test_nationalities_are_held_against_the_total(korean: int, expected: list[str]) -> None:
    found_ = found(account(428, nationals={CN: 312, KR: korean}))
    assert [one[1] for one in found_ if one[0] == finding_kind.nationalities_and_total] == expected


def test_one_person_may_have_two_nationalities() -> None:
    assert found(account(1, nationals={CN: 1, KR: 1})) == []


def test_figures_that_cannot_both_be_right_are_rivals_in_either_order() -> None:
    one, other = account(312, by="a"), account(313, by="b")
    expected = [(finding_kind.rival_figures, severity.contradiction, [312, 313])]
    assert found(one, other) == found(other, one) == expected


@pytest.mark.parametrize(
    ("a", "b"),
    [(312, 312), (312, ("more_than", 300)), (312, ("about", 300)), (312, ("nearly", 320)), (312, ("at_least", 312))],
)
def test_figures_that_allow_each_other_are_no_finding(a: Number, b: Number) -> None:
    assert found(account(a, by="a"), account(b, by="b")) == []


@pytest.mark.parametrize("number", [30, 3000])
def test_about_is_not_without_limits(number: int) -> None:
    (one,) = found(account(312, by="a"), account(("about", number), by="b"))
    assert one[0] == finding_kind.rival_figures


def test_where_all_are_of_one_nationality_rivals_are_found_once() -> None:
    findings = found(account(312, by="a", nationals={CN: 312}), account(313, by="b", nationals={CN: 313}))
    assert findings == [(finding_kind.rival_figures, severity.contradiction, [312, 313])]


def test_a_group_of_as_many_as_about_all_is_not_all() -> None:
    one, other = (account(("about", n), by=by, nationals={CN: n}) for n, by in ((300, "a"), (310, "b")))
    assert found(one, other) == [(finding_kind.rival_figures, severity.contradiction, [300, 310])]


def test_rival_figures_of_a_nationality_alone_are_found() -> None:
    findings = found(account(428, by="a", nationals={CN: 312}), account(428, by="b", nationals={CN: 313}))
    assert findings == [(finding_kind.rival_figures, severity.contradiction, [312, 313])]


YEAR = ("2026-01-01", "2026-12-31")


def tally(number: Number, published: str, **more: object) -> Account:
    return account(number, by=published, published=published, days=YEAR, is_total=True, **more)  # type: ignore[arg-type]


def test_a_running_total_may_grow() -> None:
    assert found(tally(1000, "2026-02-10"), tally(1700, "2026-02-25")) == []


def test_a_running_total_must_not_fall() -> None:
    assert found(tally(1700, "2026-02-10"), tally(1000, "2026-02-25")) == [
        (finding_kind.running_total, severity.contradiction, [1700, 1000])
    ]


def test_a_falling_total_of_what_may_be_something_else_is_doubtful() -> None:
    later = tally(1000, "2026-02-25", operation="other")
    assert found(tally(1700, "2026-02-10"), later) == [(finding_kind.running_total, severity.doubt, [1700, 1000])]


def test_a_falling_total_tells_the_days() -> None:
    (one,) = check([tally(1700, "2026-02-10"), tally(1000, "2026-02-25")], AGENCIES)
    assert one.days == ("2026-01-01", "2026-02-10", "2026-02-25")


def test_a_total_must_not_fall_though_nobody_tells_from_which_day_it_counts() -> None:
    earlier, later = (
        account(n, by=day, published=day, is_total=True) for n, day in ((5200, "2026-03-10"), (5100, "2026-03-25"))
    )
    (one,) = check([earlier, later], AGENCIES)
    assert (one.kind, one.severity) == (finding_kind.running_total, severity.contradiction)
    assert one.days == ("2026-03-10", "2026-03-25")


def test_a_total_of_one_operation_that_counts_from_a_later_day_may_be_smaller() -> None:
    later = account(1000, by="b", published="2026-02-25", is_total=True, days=("2026-02-01", "2026-12-31"))
    assert found(tally(1700, "2026-02-10"), later) == []


def test_a_total_that_counts_from_an_earlier_day_holds_what_was_counted_since() -> None:
    narrow = account(1700, by="b", published="2026-02-10", is_total=True, days=("2026-02-01", "2026-12-31"))
    (one,) = check([tally(1000, "2026-02-25"), narrow], AGENCIES)
    assert (one.kind, one.severity) == (finding_kind.running_total, severity.contradiction)
    assert [count.value for count in one.counts] == [1700, 1000]


def test_totals_that_count_from_different_days_to_one_are_no_rivals() -> None:
    since_february = account(1000, by="b", published="2026-02-10", is_total=True, days=("2026-02-01", "2026-12-31"))
    assert found(tally(1700, "2026-02-10"), since_february) == []


def test_a_group_of_a_running_total_must_not_fall() -> None:
    earlier, later = tally(1700, "2026-02-10", women=30), tally(1800, "2026-02-25", women=20)
    (one,) = check([earlier, later], AGENCIES)
    assert in_words(one, "en", str).startswith("Running total: women: Counted from January 1, 2026: 30 by")


def test_a_total_and_a_number_that_is_none_of_one_operation_are_rivals() -> None:
    day = ("2026-02-08", "2026-02-08")
    both = account(740, by="a", is_total=True, days=day), account(312, by="b", days=day)
    assert found(*both) == [(finding_kind.rival_figures, severity.contradiction, [312, 740])]


def test_what_a_running_total_had_grown_to_later_is_not_held_against_it() -> None:
    earlier = tally(700, "2026-02-10")
    later = account(women=800, by="b", published="2026-02-25", days=YEAR, is_total=True)
    assert found(earlier, later) == []


def test_what_a_part_had_grown_to_later_is_not_held_against_its_total() -> None:
    whole = tally(700, "2026-02-10", operation="whole")
    part = account(operation="part", by="2026-02-10", published="2026-02-10", part_of="whole", days=YEAR, is_total=True)
    assert found(whole, part, tally(900, "2026-02-25", operation="part")) == []


def test_a_day_of_publication_that_no_calendar_has_is_no_day() -> None:
    assert found(tally(1800, "2026-02-31"), tally(1700, "2026-02-25")) == []


@pytest.mark.parametrize("published", ["2026", "2026-02"])
def test_a_total_told_on_some_day_of_its_period_may_be_the_earlier(published: str) -> None:
    some_day = account(1000, by="b", published=published, days=YEAR, is_total=True)
    assert found(tally(1700, "2026-02-10"), some_day) == []


def test_totals_of_which_nobody_tells_the_day_are_held_against_each_other_alone() -> None:
    dated, *undated = (
        account(n, by=by, published=by, is_total=True) for n, by in ((9, "2026-02-10"), (5, ""), (6, ""))
    )
    undated = [Account("op", Publication(f"u{n}"), one.values, one.counts) for n, one in enumerate(undated)]
    assert [numbers for *_, numbers in found(dated, *undated)] == [[5, 6]]


def test_that_a_total_falls_is_told_though_another_falls_deeper() -> None:
    higher = tally(1700, "2026-02-09", operation="other")
    grades = [grade for _, grade, _ in found(higher, tally(1600, "2026-02-10"), tally(1500, "2026-02-25"))]
    assert grades == [severity.contradiction, severity.doubt, severity.doubt]


def test_a_total_of_the_agency_above_has_to_hold_that_of_its_own() -> None:
    earlier = tally(1700, "2026-02-10", agency=CYBER)
    assert len(found(earlier, tally(1000, "2026-02-25", operation="other", agency=POLICE))) == 1


@pytest.mark.parametrize(
    "narrower",
    [
        {"agency": CYBER},
        {"agency": COURT},
        {"kind": {kind.arrest}},
        {"inCountry": {CN}},
        {"atPlace": {"place"}},
        {"sentTo": {CN}},
        {"offence": {"drugs"}},
        {"nationals": {CN: 1000}},
        {"days": ("2026-02-01", "2026-12-31")},
    ],
    ids=lambda narrower: next(iter(narrower)),
)
def test_a_total_of_something_narrower_or_else_may_be_smaller(narrower: dict[str, object]) -> None:
    later = account(
        1000, by="b", published="2026-02-25", operation="other", is_total=True, **({"days": YEAR} | narrower)
    )  # type: ignore[arg-type]
    assert found(tally(1700, "2026-02-10"), later) == []


def test_totals_of_one_day_are_rivals() -> None:
    closed = ("2026-01-01", "2026-01-31")
    totals = [
        account(n, by=by, published=by, days=closed, is_total=True) for n, by in ((5, "2026-02-10"), (6, "2026-02-25"))
    ]
    assert found(*totals) == [(finding_kind.rival_figures, severity.contradiction, [5, 6])]


def test_what_several_say_alike_is_found_once() -> None:
    assert len(found(*parts(740, 428, 312), *parts(740, 428, 312, by="b"))) == 1


def test_the_gravest_comes_first() -> None:
    accounts = [*parts(740, 428, 312), account(20, operation="z", women=26), account(9, operation="y", women=3, men=4)]
    assert [one[1] for one in found(*accounts)] == [severity.contradiction, severity.doubt, severity.confirmation]


NUMBERS = st.one_of(
    st.integers(0, 3), st.tuples(st.sampled_from(["about", "more_than", "at_most", "nearly"]), st.integers(0, 3))
)
ACCOUNTS = st.builds(
    account,
    NUMBERS,
    women=st.none() | NUMBERS,
    nationals=st.dictionaries(st.sampled_from([CN, KR]), NUMBERS),
    published=st.sampled_from(["2026-01-09", "2026-02-10", "2026-02-31"]),
    days=st.sampled_from([None, YEAR, ("2026-02-01", "2026-12-31"), ("2026-01-08", "2026-01-08")]),
    is_total=st.booleans(),
)


@given(st.lists(ACCOUNTS, min_size=2, max_size=4))
def test_figures_dispute_what_the_check_contradicts(accounts: list[Account]) -> None:
    several = [_by(one, str(number)) for number, one in enumerate(accounts)]
    days = days_by_account(several)
    disputed = {group for group, counts in counts_by_group(several).items() if agreement(counts, days) == "disputed"}
    kinds = (finding_kind.rival_figures, finding_kind.running_total)
    contradicted = {
        "" if one.counts[0].headline else one.counts[0].group[0]
        for one in check(several, AGENCIES)
        if one.kind in kinds
    }
    # Where all are of one group, one finding says it of all.
    assert contradicted <= disputed
    assert ("" in disputed) == ("" in contradicted)
    assert not disputed or contradicted


def _by(one: Account, name: str) -> Account:
    counts = tuple(replace(count, claim=f"{name}/{count.group}", announcement=name) for count in one.counts)
    return Account(one.operation, replace(one.publication, iri=name), one.values, counts)
