"""The two-sided ledger: whose words are whose, and how the two sides get on."""

from __future__ import annotations

import pytest

from crackdown.graph.figures.accounts import Account
from crackdown.graph.figures.agencies import Agencies
from crackdown.graph.figures.ledger import Transfer, transfers
from crackdown.graph.figures.publications import Publication
from crackdown.graph.figures.told import Told
from crackdown.ontology.terms import PREFIXES, crk, kind, precision

KH, CN, KR, FR = (PREFIXES["country"] + code for code in ("KH", "CN", "KR", "FR"))
KTI, PNH, PVG = (PREFIXES["airport"] + code for code in ("VDTI", "VDPP", "ZSPD"))
GDI, MPS, EMBASSY, PRESS = (PREFIXES["agency"] + name for name in ("kh-gdi", "cn-mps", "cn-embassy-kh", "fr-press"))
AGENCIES = Agencies({GDI: {KH}, MPS: {CN}, EMBASSY: {CN}, PRESS: {FR}, KTI: {KH}, PNH: {KH}, PVG: {CN}}, {})


def own(one: str, other: str) -> bool:
    return one != other


def account(
    by: str | tuple[str, ...] | None,
    persons: int | None = 312,
    *,
    operation: str = "op",
    day: str | None = "2026-02-08",
    nationals: dict[str, int] | None = None,
    **more: set[str],
) -> Account:
    name = f"{operation}-{by}-{persons}-{day}"
    values = {crk.kind: {kind.deportation}, crk.inCountry: {KH}, crk.sentTo: {CN}}
    values |= {crk.earliestDate: {day}, crk.latestDate: {day}} if day else {}
    values |= {getattr(crk, key): value for key, value in more.items()}
    groups = ([("", persons)] if persons is not None else []) + list((nationals or {}).items())
    counts = tuple(
        Told(f"{name}/{group}", n, str(n), n, n, precision.exactly, (group,) if group else (), name, headline=not group)
        for group, n in groups
    )
    announcers = (by,) if isinstance(by, str) else by or ()
    publication = Publication(name, announcers=frozenset(announcers))
    return Account(operation, publication, {key: frozenset(value) for key, value in values.items()}, counts)


def only(*accounts: Account) -> Transfer:
    (transfer,) = transfers(accounts, AGENCIES, own)
    return transfer


def test_both_sides_that_agree_match() -> None:
    transfer = only(account(GDI), account(MPS))
    assert (transfer.origin, transfer.destination, transfer.status) == (KH, CN, "matched")
    assert not transfer.is_open


def test_the_sides_are_told_apart() -> None:
    transfer = only(account(GDI, 312), account(MPS, 313))
    assert [entry.persons.value for entry in transfer.sent if entry.persons] == [312]
    assert [entry.persons.value for entry in transfer.received if entry.persons] == [313]


@pytest.mark.parametrize(
    ("received", "differing"),
    [
        (account(MPS, 313), ("people",)),
        (account(MPS, day="2026-02-12"), ("date",)),
        (account(MPS, departedFrom={PNH}), ("airport",)),
        (account(MPS, day="2026-02-09"), ()),
        (account(MPS, departedFrom={PVG}), ()),
        (account(MPS, day=None), ()),
        (account(MPS, day="2026-02-08", earliestDate={"9999-12-31"}, latestDate={"9999-12-31"}), ("date",)),
    ],
    ids=["people", "date", "airport", "the day after", "where they landed", "no day told", "the last of all days"],
)
def test_what_differs_is_named(received: Account, differing: tuple[str, ...]) -> None:
    transfer = only(account(GDI, departedFrom={KTI}), received)
    assert transfer.differing == differing
    assert transfer.status == ("differs" if differing else "matched")


@pytest.mark.parametrize(("sent", "received"), [(None, None), (312, None), (None, 312)])
def test_without_a_number_of_each_side_nothing_matches(sent: int | None, received: int | None) -> None:
    transfer = only(account(GDI, sent), account(MPS, received))
    assert (transfer.status, transfer.is_open) == ("no number", True)


def test_a_day_that_differs_is_told_without_numbers_too() -> None:
    transfer = only(account(GDI, None), account(MPS, None, day="2026-03-08"))
    assert (transfer.status, transfer.differing) == ("differs", ("date",))


def test_what_both_sides_announce_together_is_one_voice() -> None:
    transfer = only(account((GDI, MPS)))
    assert (len(transfer.sent), len(transfer.received), transfer.status) == (1, 1, "one voice")
    assert transfer.is_open


@pytest.mark.parametrize(("persons", "status"), [(312, "matched"), (313, "differs")])
def test_a_word_of_its_own_is_held_against_what_both_announce(persons: int, status: str) -> None:
    assert only(account((GDI, MPS)), account(EMBASSY, persons)).status == status


def test_words_that_are_not_independent_bear_nothing_out() -> None:
    (transfer,) = transfers([account(GDI), account(MPS)], AGENCIES, lambda *_: False)
    assert transfer.status == "one voice"


def test_an_announcement_speaks_only_of_the_destination_that_it_tells() -> None:
    sent, elsewhere = account(GDI), account(MPS, 73, sentTo={KR})
    there, here = sorted(transfers([sent, elsewhere], AGENCIES, own), key=lambda one: one.destination, reverse=True)
    assert (there.destination, there.status, len(there.others)) == (KR, "neither", 1)
    assert (here.destination, here.status) == (CN, "only sent")
    assert here.sent[0].persons == sent.persons


def test_whose_destination_is_not_told_goes_where_their_nationality_is() -> None:
    both = account(GDI, 385, nationals={CN: 312, KR: 73}, sentTo={CN, KR})
    arrival = account(MPS, 312, nationals={CN: 312}, sentTo=set())
    found = transfers([both, arrival], AGENCIES, own)
    assert [(one.destination, one.status) for one in found] == [(CN, "matched"), (KR, "only sent")]


def test_one_report_that_agrees_is_enough() -> None:
    assert only(account(GDI, 312), account(MPS, 313), account(MPS, 312)).status == "matched"


@pytest.mark.parametrize(
    ("by", "status"), [(GDI, "only sent"), (MPS, "only received"), (PRESS, "neither"), (None, "neither")]
)
def test_a_side_that_is_missing_is_told(by: str | None, status: str) -> None:
    transfer = only(account(by))
    assert transfer.status == status
    assert transfer.is_open


def test_the_day_is_told_by_whoever_tells_it() -> None:
    assert only(account(PRESS)).day == only(account(GDI, day=None), account(PRESS)).day == "2026-02-08"


def test_whoever_speaks_for_one_of_several_origins_speaks_for_the_sending_side() -> None:
    transfer = only(account(GDI), account(MPS, inCountry={FR}))
    assert (transfer.origin, transfer.status) == (None, "matched")


def test_where_nobody_announces_those_who_acted_count() -> None:
    assert only(account(None, carriedOutBy={GDI})).status == "only sent"


def test_where_nobody_announces_and_both_acted_it_is_nobodys_word() -> None:
    assert only(account(None, carriedOutBy={GDI, MPS})).status == "neither"


def test_who_announces_counts_before_who_acted() -> None:
    assert only(account(PRESS, carriedOutBy={GDI})).status == "neither"


def test_without_a_destination_the_nationality_stands_in_and_is_marked() -> None:
    split = account(GDI, 385, nationals={CN: 312, KR: 73}, sentTo=set())
    found = transfers([split], AGENCIES, own)
    assert [(one.destination, one.is_assumed) for one in found] == [(CN, True), (KR, True)]
    assert [one.sent[0].persons.value for one in found if one.sent[0].persons] == [312, 73]


def test_one_nationality_without_a_number_has_all_the_people() -> None:
    transfer = only(account(GDI, 312, sentTo=set(), nationalsOf={CN}))
    assert transfer.sent[0].persons is not None
    assert transfer.sent[0].persons.value == 312


@pytest.mark.parametrize(("named", "value"), [({CN}, 12), ({CN, KR}, None)])
def test_a_nationalitys_number_is_not_everybodys_where_another_is_named(named: set[str], value: int | None) -> None:
    (entry,) = only(account(GDI, None, nationals={CN: 12}, nationalsOf=named)).sent
    assert (entry.persons and entry.persons.value) == value


def test_the_extradited_are_not_assumed_to_go_home() -> None:
    assert transfers([account(GDI, sentTo=set(), nationalsOf={CN}, kind={kind.extradition})], AGENCIES, own) == []


def test_a_total_is_no_transfer() -> None:
    assert transfers([account(GDI, isTotal={"true"})], AGENCIES, own) == []


def test_an_arrest_is_no_transfer() -> None:
    assert transfers([account(GDI, kind={kind.arrest})], AGENCIES, own) == []


def test_halves_that_may_be_one_name_each_other() -> None:
    sent, received = transfers(
        [account(GDI, operation="a"), account(MPS, 300, operation="b", day="2026-02-09")], AGENCIES, own
    )
    assert (sent.perhaps, received.perhaps) == (("b",), ("a",))


@pytest.mark.parametrize(
    ("days", "fits"), [(("2025-12-01", "2025-12-31"), True), (("2026-01-06", "2026-01-31"), False)]
)
def test_a_month_is_as_near_as_its_nearest_day(days: tuple[str, str], fits: bool) -> None:
    month = account(MPS, operation="b", day=None, earliestDate={days[0]}, latestDate={days[1]})
    found = transfers([account(GDI, operation="a", day="2026-01-02"), month], AGENCIES, own)
    assert [bool(one.perhaps) for one in found] == [fits, fits]


@pytest.mark.parametrize(
    "other",
    [
        account(MPS, operation="b", day="2026-03-01"),
        account(GDI, operation="b"),
        account(MPS, operation="b", inCountry={KR}),
    ],
    ids=["another time", "the same side", "another origin"],
)
def test_halves_that_cannot_be_one_do_not(other: Account) -> None:
    assert all(not one.perhaps for one in transfers([account(GDI, operation="a"), other], AGENCIES, own))
