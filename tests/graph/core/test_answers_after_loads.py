"""What is worked out from a whole graph is, after any loads and withdrawals, what would be worked out anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crackdown.graph.figures.accounts import Account
from crackdown.graph.figures.accounts_read import Accounts, accounts_by_operation, accounts_of
from crackdown.graph.figures.agencies import Agencies, agencies_of
from crackdown.graph.figures.arithmetic import check
from crackdown.graph.figures.findings import find
from crackdown.graph.figures.publications import Publications, publications_of
from crackdown.graph.linking.network import network_of, read_network
from crackdown.graph.moving.shares import By, shares_of
from crackdown.graph.showing.ready import keep
from crackdown.graph.storage import age, on_disk
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Store
from crackdown.graph.storage.view import View
from crackdown.graph.telling import sources
from crackdown.graph.telling.readings import Readings, readings_of
from tests.graph.core.forgetting import forget
from tests.graph.core.test_near_after_loads import STEPS, take_step

WAYS: tuple[By, ...] = ("nationality", "destination", "airport")


def ask(view: View) -> None:
    """Ask for all of it, so that the next version has something to take over."""
    network = network_of(view)
    list(network.nodes)
    for by in WAYS:
        shares_of(network, by)
    find(view)
    list(publications_of(view))
    sources.list_sources(view, sources.Wanted(), limit=1)
    age.age_of(view)


def assert_as_read_anew(view: View) -> None:
    network, anew = network_of(view), read_network(view)
    fresh = Accounts(view, anew)
    known = dict(fresh.items())
    assert dict(accounts_by_operation(view)) == known
    assert list(accounts_by_operation(view)) == list(known)
    one_by_one = Accounts(view, anew)
    assert {operation: one_by_one.get(operation) for operation in known} == known
    assert dict(publications_of(view)) == dict(Publications(view))
    alone = Publications(view)
    assert {one: alone.get(one) for one in publications_of(view)} == dict(publications_of(view))
    agencies = Agencies.read(view)
    for thing in anew.things.types:
        assert agencies_of(view).countries([thing]) == agencies.countries([thing])
        assert agencies_of(view).with_parents([thing]) == agencies.with_parents([thing])
    assert find(view) == check([one for each in known.values() for one in each], agencies)
    assert readings_of(view) == Readings.read(view)
    assert dict(network.nodes.items()) == dict(anew.nodes.items())
    for by in WAYS:
        assert list(shares_of(network, by)) == list(shares_of(anew, by))
    assert sources._sources(view) == sources._read(view)
    assert age.age_of(view) == age._age_of(view)


@settings(max_examples=5, deadline=None)
@given(STEPS)
def test_after_any_loads_and_withdrawals(steps: list[tuple[str, bool, int, str, str]]) -> None:
    there: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        for step in [("one", True, 428, "Sok Dara", "KH"), *steps]:
            with Store.open(place) as store:
                take_step(store, there, step)
            with Snapshot.take(place) as snapshot:
                ask(snapshot.view)
                assert_as_read_anew(snapshot.view)


@settings(max_examples=5, deadline=None)
@given(STEPS, st.lists(st.tuples(st.booleans(), st.booleans()), min_size=5, max_size=5))
def test_what_was_kept_is_read_back_and_renewed(
    steps: list[tuple[str, bool, int, str, str]], then: list[tuple[bool, bool]]
) -> None:
    """After some steps all is kept; after some the process ends, and the next begins with what stands on the disk."""
    there: set[str] = set()
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(on_disk, "few_of", lambda _: -1)
        place = Path(folder) / "store"
        for step, (is_kept, is_last) in zip([("one", True, 428, "Sok Dara", "KH"), *steps], then, strict=False):
            with Store.open(place) as store:
                take_step(store, there, step)
            with Snapshot.take(place) as snapshot:
                ask(snapshot.view)
                assert_as_read_anew(snapshot.view)
                if is_kept:
                    keep(snapshot.view)
            if is_last:
                forget()
        forget()
        with Snapshot.take(place) as snapshot:
            ask(snapshot.view)
            assert_as_read_anew(snapshot.view)


def test_what_a_load_did_not_touch_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there: set[str] = set()
    known: list[Account] = []
    for step in (("one", True, 428, "Sok Dara", "KH"), ("two", True, 430, "Chan Vuthy", "VN")):
        with Store.open(tmp_path / "store") as store:
            take_step(store, there, step)
        with Snapshot.take(tmp_path / "store") as snapshot:
            ask(snapshot.view)
            accounts = accounts_of(snapshot.view)
            assert all(any(one is account for account in accounts) for one in known)
            known = accounts
            monkeypatch.setattr(View, "iter_values", lambda *_: pytest.fail("all of it is read again"))
    assert len({account.publication.iri for account in known}) == 2
