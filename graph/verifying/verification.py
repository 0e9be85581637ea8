"""All checks of a store, one after the other, on a copy of its graph: nothing is written into the store.

In memory is one announcement at a time, one group of things that are one, and what was found to be wrong.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from crackdown.errors import InvalidRecord, StoreLocked, StoreUnavailable
from crackdown.graph.announcement.stated import Stated, read_stated
from crackdown.graph.announcement.statements import TEXT_PREFIX
from crackdown.graph.identity import Resolution
from crackdown.graph.identity.index import ARCHIVED, iter_archived
from crackdown.graph.storage import transaction
from crackdown.graph.storage.archive import Archive
from crackdown.graph.storage.folder import read_version
from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node
from crackdown.graph.storage.read_only import copy_graph
from crackdown.graph.storage.stating import facts_of
from crackdown.graph.storage.view import View
from crackdown.graph.verifying.anew import Anew
from crackdown.graph.verifying.archive import check_files, check_named, kinds_of
from crackdown.graph.verifying.identity import check_decisions, check_worked_out
from crackdown.graph.verifying.judgements import check_members, check_wholeness, iter_holding
from crackdown.graph.verifying.merged import Merged
from crackdown.graph.verifying.problem import RESTORE, Problem, such_as
from crackdown.graph.verifying.quotes import count_quotes, quotes_in
from crackdown.ontology.terms import crk, dcterms, graph, oa

Facts = set[Fact[Node]]
Tell = Callable[[str, int, int], object]  # which step, how far it is, how far it goes
_INDEX: Final = ox.NamedNode(graph.index)
_WAIT_SECONDS: Final = 60.0
_STEPS: Final = 100  # between two words about how far it is


@dataclass
class Counts:
    """What was gone through."""

    texts: int = 0
    records: int = 0
    quads: int = 0
    announcements: int = 0
    quotes: int = 0
    unchecked: int = 0  # quotes of texts that are not here


class Verification:
    """One check of one store; `problems` goes through it."""

    def __init__(self, store: Path, folder: Path, tell: Tell) -> None:
        self.counts = Counts()
        self.version = read_version(folder)
        self._store, self._tell = store, tell
        self._view = View.open_snapshot(folder, texts=store / "texts", records=store / "records")
        engine = self._view.engine
        assert isinstance(engine, ox.Store)  # of a folder
        self._engine = engine
        self._texts, self._records = kinds_of(store)
        self._anew = Anew(folder / "anew")
        self._resolution: Resolution | None = None

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong, as it is found.

        Raises:
            StoreLocked: the store was written meanwhile, so that what was found may be half of a change.
        """
        yield from self._files()
        yield from self._graphs()
        yield from self._default()
        broken = list(check_wholeness(self._engine))
        yield from broken
        is_whole = not self._records.bad and not broken
        if is_whole:
            yield from self._identity()
        else:
            because = "records or judgements that cannot be used, see above"
            yield _note("identity", self._store, because, "who is who, and what follows from it")
        yield from self._announcements(is_whole=is_whole)
        if is_whole:
            has_texts = not self._texts.bad
            yield from self._told(
                "What follows", check_worked_out(self._engine, self._anew.engine, has_texts=has_texts)
            )
            if not has_texts:
                yield _note("copy", self._store, "texts that cannot be read, see above", "which texts are copies")
        known = self._anew.engine if is_whole else self._engine
        yield from self._told("Judgements", check_members(self._engine, known))
        if read_version(self._store) != self.version:
            raise StoreLocked(
                f"{self._store} was written while it was verified, so what was told may be half of a change; verify "
                "when nothing is written, or verify a backup, which can be made meanwhile"
            )

    def _files(self) -> Iterator[Problem]:
        is_unfinished = (self._store / "unfinished").exists()
        for kind, step in ((self._texts, "Texts"), (self._records, "Records")):
            total = sum(1 for _ in Archive(kind.folder, suffix=kind.suffix).digests())
            count = self._counter(step, total)
            yield from check_files(kind, self._engine, is_unfinished=is_unfinished, tell=count)
            if kind is self._texts:
                self.counts.texts = count.number
            else:
                self.counts.records = count.number

    def _graphs(self) -> Iterator[Problem]:
        """Look up each triple of the named graphs, and the texts and records that they name."""
        merged, count = Merged(self._engine), self._counter("Named graphs", len(self._engine))
        for name in self._engine.named_graphs():
            for quad in self._engine.quads_for_pattern(None, None, None, name):
                count()
                yield from merged.check_told(quad)
                if isinstance(quad.object, ox.Literal):
                    if quad.object.value.startswith(TEXT_PREFIX):
                        yield from check_named(self._texts, quad)
                    elif quad.predicate == ARCHIVED and name == _INDEX:
                        yield from check_named(self._records, quad)
        self.counts.quads = count.number

    def _default(self) -> Iterator[Problem]:
        count = self._counter("Default graph", len(self._engine) - self.counts.quads)
        yield from Merged(self._engine).check_kept(count)
        self.counts.quads += count.number

    def _identity(self) -> Iterator[Problem]:
        total = sum(1 for _ in iter_archived(self._engine))
        for number, (announcement, digest, stated) in enumerate(self._stated(), 1):
            self._tell("Things that are named", number, total)
            self._anew.take(announcement, digest, stated.record)
        self._anew.judge(iter_holding(self._engine))
        self._anew.group(self._counter("Things that are one", 0))
        yield from self._told("Decisions", check_decisions(self._engine, self._anew.engine))

    def _announcements(self, *, is_whole: bool) -> Iterator[Problem]:
        """Check each announcement's graph, against its text and against its record."""
        names, archived = list(self._quoting()), dict(iter_archived(self._engine))
        for number, name in enumerate(names, 1):
            self._tell("Announcements", number, len(names))
            facts = transaction.facts_of(self._engine, name)
            wrong = list(quotes_in(facts, partial(self._text_of, facts)))
            yield from wrong
            quotes = count_quotes(facts)
            self.counts.quotes += quotes
            self.counts.unchecked += 0 if self._text_of(facts, None) is not None else quotes
            digest = archived.get(name.value)
            if digest and digest not in self._records.bad:
                yield from self._record(name, digest, facts, wrong, is_whole=is_whole)

    def _record(
        self, name: ox.NamedNode, digest: str, facts: Facts, wrong: list[Problem], *, is_whole: bool
    ) -> Iterator[Problem]:
        """Compare one announcement's graph with what its record states."""
        self.counts.announcements += 1
        stated = read_stated(self._view.records, digest)
        assert stated is not None  # it is not among the bad ones
        is_readable = stated.source.text_digest not in self._texts.bad
        text = self._view.kept("text", stated.source.text_digest) if is_readable else None
        if is_whole:
            self._anew.follow(name.value, stated, text)
        if text is None:
            return
        resolution = self._anew.resolution() if is_whole else Resolution(self._engine)
        try:
            expected = facts_of(name.value, stated, text, resolution)
        except InvalidRecord as error:
            yield Problem("record", name.value, f"its record does not fit its text: {error}", "one that fits", RESTORE)
            return
        told = {problem.where for problem in wrong}
        more, less = (
            [fact for fact in some if _subject(fact) not in told] for some in (facts - expected, expected - facts)
        )
        if more or less:
            yield Problem(
                "record", name.value, f"its graph has triples that its record does not state: {_list(more)}",
                f"those that its record states, of which the graph lacks {_list(less)}", RESTORE,
            )  # fmt: skip

    def _quoting(self) -> Iterator[ox.NamedNode]:
        """Yield the graphs of announcements, and others with quotes."""
        for name in self._engine.named_graphs():
            if isinstance(name, ox.NamedNode) and name != _INDEX:
                quotes = (self._engine.quads_for_pattern(None, _EXACT, None, name),
                          self._engine.quads_for_pattern(None, _EVIDENCE, None, name),
                          self._engine.quads_for_pattern(name, ARCHIVED, None, _INDEX))  # fmt: skip
                if any(next(found, None) is not None for found in quotes):
                    yield name

    def _stated(self) -> Iterator[tuple[str, str, Stated]]:
        for announcement, digest in iter_archived(self._engine):
            stated = read_stated(self._view.records, digest)
            assert stated is not None  # all records were read before
            yield announcement, digest, stated

    def _text_of(self, facts: Facts, owner: Node | None) -> str | None:
        """Return the text that a graph's passages point into: of their owner, or the only one that the graph names."""
        named = {
            subject: value.value.removeprefix(TEXT_PREFIX)
            for subject, predicate, value in facts
            if predicate == _IDENTIFIER and isinstance(value, ox.Literal) and value.value.startswith(TEXT_PREFIX)
        }
        digests = {named[owner]} if owner in named else set(named.values())
        if len(digests) != 1 or digests & self._texts.bad:
            return None
        return self._view.kept("text", digests.pop())

    def _counter(self, step: str, total: int) -> _Counter:
        return _Counter(lambda number: self._tell(step, number, total))

    def _told(self, step: str, problems: Iterator[Problem]) -> Iterator[Problem]:
        self._tell(step, 0, 0)
        yield from problems


@contextmanager
def verifying(store: Path, tell: Tell = lambda *_: None) -> Iterator[Verification]:
    """Copy a store's graph to be checked.

    Raises:
        StoreUnavailable: there is no store, or it cannot be read.
        StoreLocked: a load runs on.
        StoreFull: there is no room for the copy, in the folder for temporary files.
    """
    if not (store / "format").is_file():
        raise StoreUnavailable(f"there is no store at {store}; name the folder of one with --store")
    tell("Copying the graph", 0, 0)
    folder = copy_graph(store, wait_seconds=_WAIT_SECONDS)
    try:
        yield Verification(store, folder, tell)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Counter:
    """Counts, and says every now and then how far it is."""

    def __init__(self, tell: Callable[[int], object]) -> None:
        self.number = 0
        self._tell = tell

    def __call__(self) -> None:
        self.number += 1
        if self.number % _STEPS == 0:
            self._tell(self.number)


def _note(check: str, store: Path, because: str, what: str) -> Problem:
    return Problem(check, str(store), f"{what} was not checked: {because}", "all", "mend those first", is_note=True)


def _subject(fact: Fact[Node]) -> str:
    return fact[0].value if isinstance(fact[0], ox.NamedNode) else str(fact[0])


def _list(facts: list[Fact[Node]]) -> str:
    return such_as(sorted(" ".join(map(str, fact)) for fact in facts), len(facts))


_EXACT, _EVIDENCE, _IDENTIFIER = (ox.NamedNode(name) for name in (oa.exact, crk.evidence, dcterms.identifier))
