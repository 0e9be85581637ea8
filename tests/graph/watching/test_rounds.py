"""Rounds of watches: what goes wrong with one holds up no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from crackdown.errors import InputError
from crackdown.graph.sparql.answer import Answer
from crackdown.graph.storage.store import Store
from crackdown.graph.storage.view import View
from crackdown.graph.watching import Watch, Watches, go_round
from crackdown.graph.watching.answers import ask
from crackdown.graph.watching.rounds import start

QUERY = "SELECT ?x { VALUES ?x { 1 } }"


class Source:
    """A store that never changes."""

    def __init__(self) -> None:
        self._view = Store.open(None).view()

    def view(self) -> View:
        return self._view

    def answer(self, query: str, *, select_format: str) -> Answer:
        return self._view.serialize(query, select_format=select_format)


@pytest.mark.parametrize("left", [None, b"{"], ids=["gone", "damaged"])
def test_a_hit_that_is_lost_is_told_once_and_holds_up_nobody(tmp_path: Path, left: bytes | None) -> None:
    watches, source, outbox = Watches(tmp_path), Source(), tmp_path / "outbox"
    for name in "ab":
        start(watches, Watch(name=name, query=QUERY, mail=outbox), source, from_start=True)
    outbox.rmdir()
    outbox.write_text("in the way")
    assert [told.is_well for told in go_round(watches, ["a"], source, secret=None)] == [False]
    hit = watches.folder_of("a") / "hits" / "000001.json"
    hit.write_bytes(left) if left is not None else hit.unlink()
    _be_due(watches.folder_of("a") / "state.json")
    outbox.unlink()
    first, second = go_round(watches, ["a", "b"], source, secret=None)
    assert [(one.number, one.again_at) for one in first.deliveries] == [(1, None)]
    assert "gone or damaged" in (first.deliveries[0].problem or "")
    assert second.is_well
    assert [file.name[:1] for file in outbox.iterdir()] == ["b"]
    assert all(told.is_well for told in go_round(watches, ["a"], source, secret=None))


def test_an_answer_cut_at_its_limit_is_refused_in_a_sentence() -> None:
    class Bounded(Source):
        def answer(self, query: str, *, select_format: str) -> Answer:
            return self.view().serialize(query, select_format=select_format, max_rows=1)

    with pytest.raises(InputError, match="too many to watch"):
        ask(Bounded(), "SELECT ?x { VALUES ?x { 1 2 3 } }")


def _be_due(state: Path) -> None:
    """Have what waits be tried at once."""
    text = state.read_text()
    _, begin, rest = text.partition('"not_before":"')
    state.write_text(text.replace(begin + rest[:4], f"{begin}1999"))
