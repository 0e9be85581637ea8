"""A system clock that is set forward and back: what follows it, and what does not.

The clock of what writes a time down is set as `deeds.freeze_clock` does it; that of a store on an endpoint is the
server's, which tells it by NOW().
"""

from __future__ import annotations

import datetime

import pyoxigraph as ox
import pytest

from crackdown.errors import StoreLocked
from crackdown.graph import iris
from crackdown.graph.identity import judgements
from crackdown.graph.identity.judgements import read_judgements
from crackdown.graph.remote.lease import Lease
from crackdown.graph.storage import writer
from crackdown.graph.storage.following import FollowingSnapshot
from crackdown.graph.storage.store import Store
from crackdown.graph.versioning.as_of import as_of
from crackdown.graph.watching import Told, Watch, Watches, delivering, go_round, kept
from crackdown.graph.watching.rounds import start
from crackdown.intake.apart import Ready
from crackdown.intake.loading import put
from crackdown.loaders import Document, extract
from crackdown.ontology.terms import crk

TEXT = "Thai police arrested {} {} nationals in Pattaya for online scams, police said."
TOLD = f"SELECT ?a {{ ?a a <{crk.Announcement}> }}"
JUMPS = (2031, 2001, 2026)


@pytest.fixture
def clock(monkeypatch):
    """Set the clock of everything that writes a time down to the first of June of a year."""

    def turn(year: int) -> None:
        class Turned(datetime.datetime):
            @classmethod
            def now(cls, tz=None):
                return datetime.datetime(year, 6, 1, 12, tzinfo=datetime.UTC).astimezone(tz)

        for module in (writer, judgements, delivering, kept):
            monkeypatch.setattr(module, "datetime", Turned)

    return turn


def load(store: Store, number: int, people: str = "Chinese") -> str:
    """Load an announcement that tells no date."""
    text = TEXT.format(number, people)
    document = Document(id=f"notice-{number}", text=text, origin=f"https://example.org/{number}", language="en")
    return put(store.writer(), Ready(document, extract(document))).told


def seen(view) -> set[str]:
    return {str(row["a"]).rsplit("-", 1)[1] for row in view.select(TOLD)}


def lines_but_times(store: Store) -> list[str]:
    return sorted(
        str(quad)
        for quad in store.engine.quads_for_pattern(None, None, None, None)
        if not quad.predicate.value.endswith(("endedAtTime", "index#archived"))
    )


def test_a_load_follows_no_clock_but_for_the_time_that_it_writes_down(clock, tmp_path):
    versions = []
    with Store.open(tmp_path / "jumpy") as jumpy, Store.open(tmp_path / "steady") as steady:
        for number, year in enumerate(JUMPS):
            clock(year)
            assert load(jumpy, number) == "added"
            versions.append(jumpy.version)
            clock(2026)
            assert load(steady, number) == "added"
        clock(2001)
        assert load(jumpy, 0) == "unchanged"
        assert jumpy.version == versions[-1]
        assert len(set(versions)) == 3
        assert lines_but_times(jumpy) == lines_but_times(steady)
        view = jumpy.view()
        days = {day: seen(as_of(view, day)) for day in ("2001-05-31", "2001-06-01", "2026-06-01", "2031-06-01")}
    # What tells no date counts from the day on which it was loaded, by the clock as it was then.
    assert days == {"2001-05-31": set(), "2001-06-01": {"1"}, "2026-06-01": {"1", "2"}, "2031-06-01": {"0", "1", "2"}}


def test_a_server_sees_what_is_loaded_whatever_the_clock_says(clock, tmp_path, monkeypatch):
    Store.open(tmp_path / "s").close()
    with FollowingSnapshot(tmp_path / "s") as following:
        for number, year in enumerate(JUMPS):
            clock(year)
            with Store.open(tmp_path / "s", wait_seconds=30) as store:
                load(store, number)
            following.look()
            assert len(seen(following.view())) == number + 1


def test_the_last_judgement_holds_though_the_clock_was_set_back(clock):
    with Store.open(None) as store:
        for number in (1, 2):
            load(store, number)
        one, other = sorted(str(row["o"]) for row in store.view().select(f"SELECT ?o {{ ?o a <{crk.Operation}> }}"))
        for year, verdict in zip(JUMPS, ("same", "different", "same"), strict=True):
            clock(year)
            store.writer().judge(one, other, verdict, by="tester")
            (holds,) = read_judgements(store.view())
            assert (holds.verdict, holds.at[:4]) == (verdict, str(year))
        assert len(read_judgements(store.view(), taken_back=True)) == 3
        assert len(store.view().select(f"SELECT ?o {{ ?o a <{crk.Operation}> }}")) == 1


def test_a_watch_tells_in_order_and_waits_no_longer_than_it_ever_does(clock, tmp_path):
    watches, outbox, place = Watches(tmp_path / "watches"), tmp_path / "outbox", tmp_path / "s"

    def round_after(number: int | None) -> Told:
        if number is not None:
            with Store.open(place, wait_seconds=30) as store:
                load(store, number)
        with FollowingSnapshot(place) as source:
            (told,) = go_round(watches, ["w"], source, secret=None)
            return told

    Store.open(place).close()
    clock(2031)
    with FollowingSnapshot(place) as source:
        start(watches, Watch(name="w", query=TOLD, mail=outbox), source, from_start=False)
    outbox.rmdir()
    outbox.write_text("in the way")
    assert [one.again_at.year for one in round_after(0).deliveries] == [2031]
    clock(2026)  # five years before the time of the next attempt
    outbox.unlink()
    told = round_after(1)
    assert told.is_well
    assert [one.number for one in told.deliveries] == [1, 2]
    assert sorted(file.name[:8] for file in outbox.iterdir()) == ["w-000001", "w-000002"]
    told = round_after(None)
    assert (told.hits, told.deliveries) == ([], [])


class Endpoint:
    """An engine whose clock is set by hand."""

    def __init__(self) -> None:
        self.engine, self.now = ox.Store(), "2026-06-01T12:00:00Z"

    def lease(self) -> Lease:
        return Lease("here", lambda query: list(self.engine.query(self._at(query))), self._update)

    def _update(self, update: str) -> None:
        self.engine.update(self._at(update))

    def _at(self, text: str) -> str:
        return text.replace("NOW()", f'"{self.now}"^^<http://www.w3.org/2001/XMLSchema#dateTime>')


def test_a_lease_of_the_future_keeps_nobody_out_for_longer_than_any_other():
    """The server's clock was ahead while a writer died, and was set right since."""
    endpoint = Endpoint()
    endpoint.now = "2031-06-01T12:00:00Z"
    endpoint.lease().renew()  # and dies
    endpoint.now = "2031-06-01T12:00:30Z"
    with pytest.raises(StoreLocked):
        endpoint.lease().acquire(0)
    endpoint.now = "2026-06-01T12:00:00Z"
    mine = endpoint.lease()
    mine.acquire(0)
    mine.check()
    mine.release()


@pytest.mark.parametrize("jump", ["2031-06-01T12:00:00Z", "2001-06-01T12:00:00Z"])
def test_a_living_writer_renews_its_lease_after_the_servers_clock_jumped(jump):
    endpoint = Endpoint()
    mine = endpoint.lease()
    mine.acquire(0)
    endpoint.now = jump
    mine.renew()
    with pytest.raises(StoreLocked):
        endpoint.lease().acquire(0)
    mine.check()
    mine.release()


def test_who_lost_the_lease_in_a_jump_writes_nothing():
    endpoint = Endpoint()
    mine = endpoint.lease()
    mine.acquire(0)
    endpoint.now = "2001-06-01T12:00:00Z"  # before mine is renewed
    other = endpoint.lease()
    other.acquire(0)
    with pytest.raises(StoreLocked, match="taken over"):
        mine.check()
    other.release()
    mine.release()


def test_announcements_keep_their_names_whatever_the_clock(clock):
    with Store.open(None) as store:
        clock(2031)
        load(store, 0)
        clock(2001)
        document = Document(
            id="notice-0", text=TEXT.format(9, "Chinese"), origin="https://example.org/0", language="en"
        )
        assert put(store.writer(), Ready(document, extract(document))).told == "changed"
        assert [str(row["a"]) for row in store.view().select(TOLD)] == [iris.mint_announcement("notice-0")]
        assert seen(as_of(store.view(), "2001-06-01")) == {"0"}
