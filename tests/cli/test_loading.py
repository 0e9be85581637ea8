"""What loading does when the reader itself fails, and what it writes together."""

import sys
from itertools import count, repeat

import pytest

from crackdown.errors import UnreadableAnnouncement
from crackdown.intake import loading
from crackdown.intake.known import Summary
from crackdown.intake.report import _PASSED, Loaded, Report
from crackdown.loaders import Document, extraction


def test_a_fault_of_the_reader_is_told_as_the_fault_of_one_text(monkeypatch):
    def fails(_: Document) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(extraction, "extract", fails)
    with pytest.raises(UnreadableAnnouncement, match=r"notice: .*ZeroDivisionError.*report this text"):
        loading.read(Document.from_text("Police arrested 12 suspects.", name="notice"))


def unread(number):
    return [UnreadableAnnouncement(str(one)) for one in range(number)]


def a_clock(*, step):
    return count(step=step).__next__


def test_so_many_are_written_together_at_most(monkeypatch):
    monkeypatch.setattr(loading, "monotonic", a_clock(step=0))
    assert [len(some) for some in loading.gather(unread(7), 3)] == [3, 3, 1]


def test_what_is_read_slowly_waits_for_nothing(monkeypatch):
    monkeypatch.setattr(loading, "monotonic", a_clock(step=2))
    assert [len(some) for some in loading.gather(unread(3), 50)] == [1, 1, 1]


def test_the_longer_a_load_takes_the_longer_one_waits_for_others(monkeypatch):
    monkeypatch.setattr(loading, "monotonic", a_clock(step=0.9))
    lots = [len(some) for some in loading.gather(unread(100), 50)]
    assert lots[0] == 2
    assert lots == sorted(lots[:-1]) + lots[-1:]
    assert 5 <= max(lots) <= 12


def test_long_texts_are_written_sooner(monkeypatch):
    monkeypatch.setattr(loading, "_LONG", 10)
    monkeypatch.setattr(loading, "monotonic", a_clock(step=0))
    ready = loading.Ready(Document.from_text("sixsix"), None)
    assert [len(some) for some in loading.gather(repeat(ready, 5), 50)] == [2, 2, 1]


def test_what_was_read_before_a_failure_is_written():
    def documents():
        yield from unread(2)
        raise OSError

    gathered = loading.gather(documents(), 50)
    assert len(next(gathered)) == 2
    with pytest.raises(OSError):  # noqa: PT011  nothing else is told of it
        next(gathered)


@pytest.fixture
def terminal(monkeypatch):
    """Have standard error be a terminal."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)


@pytest.mark.usefixtures("terminal")
def test_the_bar_tells_what_is_written_and_not_what_is_read(monkeypatch):
    monkeypatch.setattr(loading, "monotonic", a_clock(step=0))
    report, shown = Report(), []

    def written():
        for some in loading.gather(report.track(unread(5), 5), 2):
            shown.append((report._bar.tasks[0].completed, report.failures))
            yield from (Loaded(None, str(one)) for one in some)

    report.all(written())
    assert shown == [(0, 0), (2, 2), (4, 4)]
    assert report._bar.finished
    assert not report._bar.live.is_started


@pytest.mark.usefixtures("terminal")
def test_the_bar_ends_where_a_load_is_broken_off():
    report = Report()

    def broken_off():
        next(report.track(unread(5), 5))
        raise KeyboardInterrupt
        yield

    with pytest.raises(KeyboardInterrupt):
        report.all(broken_off())
    assert not report._bar.live.is_started


@pytest.mark.usefixtures("terminal")
def test_the_time_left_is_told_by_the_pace_of_what_is_read():
    report, shown = Report(), []
    passed, summary = _PASSED, Summary("notice", "1 operation")

    def written():
        for number, _ in enumerate(report.track(range(passed + 5), passed + 5)):
            shown.append(report._bar.tasks[0].speed)
            yield Loaded(summary, "unchanged", was_read=number >= passed)

    report.all(written())
    assert shown[passed] is not None  # at the pace of passing over, as long as nothing else is known
    assert shown[passed + 1] is None
    assert report._bar.finished
