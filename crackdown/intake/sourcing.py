"""`crackdown source run`: fetch, archive, read, load; one announcement after the other, and again from the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from crackdown.console.source_report import Report, SourceRun
from crackdown.errors import FetchError, UnreadableAnnouncement
from crackdown.intake.apart import PagesApart, Ready
from crackdown.intake.known import Known
from crackdown.intake.loading import LOCK_WAIT_SECONDS, write_each
from crackdown.intake.report import counted
from crackdown.interrupts import Interrupts
from crackdown.settings import state_folder

if TYPE_CHECKING:
    from crackdown.graph.remote.address import Place
    from crackdown.graph.storage.together import Change
    from crackdown.intake.read_before import ReadBefore
    from crackdown.loaders.collecting import Collector, State
    from crackdown.loaders.collecting.state import Outcome
    from crackdown.loaders.feeds import Found
    from crackdown.loaders.fetching import Fetcher
    from crackdown.loaders.originals import Fetch, Originals
    from crackdown.loaders.publishers import Source

_TOGETHER: Final = 100  # originals that are read before the store is opened to write what they say

MakeFetcher = Callable[[], "Fetcher"]


class Wanted(NamedTuple):
    """What a run is to do.

    Attributes:
        since: pages dated earlier are left.
        limit: the most pages that are fetched of each source.
        recheck: known pages are asked for again, too.
    """

    since: str | None = None
    limit: int | None = None
    recheck: bool = False


@dataclass
class Loader:
    """Puts what an original says into a store, and notes it."""

    place: Place
    state: State
    originals: Originals
    report: Report
    pages: PagesApart
    before: ReadBefore

    def load(self, source: Source, fetches: Iterable[Fetch], run: SourceRun) -> None:
        """Read originals and load them, some at a time; what cannot be read is noted as such, and not read again."""
        read = ((fetch, self._read(source, fetch)) for fetch in fetches)
        while some := list(islice(read, _TOGETHER)):
            ready = []
            for fetch, one in some:
                if isinstance(one, UnreadableAnnouncement):
                    self.refuse(source, fetch, run, str(one))
                else:
                    ready.append((fetch, one))
            if ready:
                self._write(source, ready, run)

    def _write(self, source: Source, ready: Sequence[tuple[Fetch, Known | Ready]], run: SourceRun) -> None:
        """Write what was read; the store is open only for that: servers and other loads go on meanwhile."""
        from crackdown.graph.storage.store import Store

        with Store.open(self.place, wait_seconds=LOCK_WAIT_SECONDS) as store:
            writer = store.writer()
            written = self.before.note(write_each(writer, self.before.await_each(one for _, one in ready)), writer)
            for (fetch, (document, *_)), loaded in zip(ready, written, strict=True):
                if loaded.summary is None:
                    self.refuse(source, fetch, run, loaded.told)
                    continue
                iri = writer.announcement_of(loaded.summary.id, document.text, document.origin)
                self._settle(source, fetch, "loaded", "", iri)
                self.report.done(run, cast("Change", loaded.told), iri, loaded.summary.told, was_read=loaded.was_read)

    def _read(self, source: Source, fetch: Fetch) -> Known | Ready | UnreadableAnnouncement:
        """Read an original, unless it is known."""
        from crackdown.loaders.collecting import to_unread_page

        try:
            page = to_unread_page(source, fetch, self.originals.body(fetch.sha256))
        except UnreadableAnnouncement as error:
            return error
        found = self.pages.read(page)
        if isinstance(found, UnreadableAnnouncement):
            return found
        assert isinstance(found, Known | Ready)
        return found._replace(document=replace(found.document, retrieved=fetch.at))

    def refuse(self, source: Source, fetch: Fetch, run: SourceRun, why: str) -> None:
        """Note that an original is no announcement; it is not read again."""
        self._settle(source, fetch, "unread", why, None)
        self.report.failed(run, why)

    def _settle(self, source: Source, fetch: Fetch, outcome: Outcome, told: str, iri: str | None) -> None:
        from crackdown.loaders.collecting import Page

        if iri is None and (before := self.state.page(source.id, fetch.url)):
            iri = before.announcement
        listed = fetch.found.modified if fetch.found else None
        self.state.settle(Page(source.id, fetch.url, fetch.record, outcome, told, iri, fetch.at, listed))


def run_sources(
    sources: Iterable[Source], place: Place, folder: Path, make_fetcher: MakeFetcher, wanted: Wanted
) -> int:
    """Fetch and load what is new at sources; return the exit status: 1 where anything was not as it should be.

    Args:
        sources: which, one after the other.
        place: of the store.
        folder: of the originals.
        make_fetcher: makes what asks servers.
        wanted: see `Wanted`.
    """
    from crackdown.graph.storage.store import Store
    from crackdown.intake.read_before import ReadBefore
    from crackdown.loaders.collecting.state import NAME as SOURCES
    from crackdown.loaders.collecting.state import table_errors
    from crackdown.loaders.originals import Originals
    from crackdown.loaders.originals.index import NAME as INDEX

    with Store.open(place, wait_seconds=LOCK_WAIT_SECONDS):
        pass  # what cannot be stored is not asked for, and the folder is the store's own from now on
    report = Report()
    with (
        table_errors(state_folder(place) / SOURCES, folder / INDEX),
        Interrupts() as interrupts,
        _opened(place) as state,
        Originals.open(folder, writes=True) as originals,
        make_fetcher() as fetcher,
        closing(ReadBefore(place)) as before,
        PagesApart(recall=before.recall) as pages,
    ):
        loader = Loader(place, state, originals, report, pages, before)
        for source in interrupts.heed(sources):
            _run(source, loader, fetcher, wanted, interrupts)
    report.close()
    return 1 if report.problems else 0


def _run(source: Source, loader: Loader, fetcher: Fetcher, wanted: Wanted, interrupts: Interrupts) -> None:
    from crackdown.loaders.collecting import Collector, Run, disappointments

    now = datetime.now(UTC)
    collector = Collector(source, fetcher, loader.originals, loader.state, now)
    report, run = loader.report, SourceRun(source.id)
    _load_pending(collector, loader, run, interrupts)
    listed = collector.read_list(wanted.since)
    for problem in (*listed.problems, *disappointments(source, listed, now.date(), is_whole=not wanted.since)):
        report.failed(run, f"{source.id}: {problem}")
    report.left(run, listed.left)
    due = collector.due(listed, recheck=wanted.recheck)
    asked, forbidden = 0, list[str]()
    total = len(due) if wanted.limit is None else min(len(due), wanted.limit)
    permitted = islice(_permitted(due, fetcher, forbidden), wanted.limit)
    for found in interrupts.heed(report.track(source.id, permitted, total)):
        asked += 1
        try:
            fetch = collector.fetch(found)
        except FetchError as error:
            report.failed(run, str(error))
            continue
        _load_one(collector, loader, run, fetch)
    report.forbidden(run, forbidden)
    run.result = f"{listed.items} listed, {len(listed.taken)} taken, {counted(asked, 'page')} asked for"
    loader.state.end_run(Run(source.id, now.isoformat(timespec="seconds"), run.told(), run.problems))
    report.end(run)


def _permitted(due: Iterable[Found], fetcher: Fetcher, forbidden: list[str]) -> Iterator[Found]:
    """Yield the pages that robots.txt permits, and note the others: these would use up a limit in every run."""
    for found in due:
        if fetcher.is_forbidden(found.url):
            forbidden.append(found.url)
        else:
            yield found


def _load_pending(collector: Collector, loader: Loader, run: SourceRun, interrupts: Interrupts) -> None:
    """Load what an earlier run archived and could not load any more."""
    for fetch in interrupts.heed(collector.pending()):
        _load_one(collector, loader, run, fetch)


def _load_one(collector: Collector, loader: Loader, run: SourceRun, fetch: Fetch | None) -> None:
    from crackdown.loaders.collecting import settle_gone

    if fetch is None:
        run.same += 1
    elif fetch.is_gone:
        before = loader.state.page(fetch.source, fetch.url)
        page = settle_gone(loader.state, fetch)
        if before and before.outcome == page.outcome:
            run.same += 1
        else:
            loader.report.gone(run, page)
    elif fetch.has_content:
        loader.load(collector.source, [fetch], run)
    else:
        loader.refuse(collector.source, fetch, run, f"{fetch.url}: the server answers {fetch.status}, not with a page")


def replay_sources(
    sources: Sequence[Source],
    place: Place,
    folder: Path,
    wanted: Wanted,
    *,
    reads_again: bool = False,
    are_all: bool = False,
) -> int:
    """Load everything anew from the originals, asking nobody; return the exit status.

    Args:
        sources: which, one after the other.
        place: of the store.
        folder: of the originals.
        wanted: see `Wanted`.
        reads_again: read also what was read before, by the same program for this store.
        are_all: these are all the sources that are known; originals of others are told of.

    Raises:
        InputError: there are no originals.
    """
    from crackdown.graph.storage.store import Store
    from crackdown.intake.read_before import ReadBefore
    from crackdown.loaders.collecting import Run, settle_gone
    from crackdown.loaders.collecting.state import NAME as SOURCES
    from crackdown.loaders.collecting.state import table_errors
    from crackdown.loaders.originals import Originals

    told = table_errors(state_folder(place) / SOURCES)
    with Originals.open(folder, writes=False) as originals, told, Interrupts() as interrupts:
        with Store.open(place, wait_seconds=LOCK_WAIT_SECONDS):
            pass
        report = Report()
        with (
            _opened(place) as state,
            closing(ReadBefore(place)) as before,
            PagesApart(recall=None if reads_again else before.recall) as pages,
        ):
            loader = Loader(place, state, originals, report, pages, before)
            held = set(originals.sources())
            for source in sources:
                if source.id not in held:
                    continue
                run = SourceRun(source.id)
                fetches, lasts = _contents(originals, source.id, wanted)
                known = {page.url: page.record for page in state.pages(source.id)}
                loader.load(source, interrupts.heed(report.track(source.id, fetches, len(fetches))), run)
                for last in lasts:
                    if not last.is_gone:
                        state.checked(source.id, last.url, last.at, None)
                        continue
                    page = settle_gone(state, last)
                    if known.get(last.url) != last.record:
                        report.gone(run, page)
                run.result = f"{counted(len(fetches), 'original')} replayed"
                state.end_run(Run(source.id, datetime.now(UTC).isoformat(timespec="seconds"), run.told(), run.problems))
                report.end(run)
            for name in sorted(held - {source.id for source in sources}) if are_all else ():
                unknown = f"{folder}: originals of {name} are left, as no source is called so"
                report.failed(SourceRun(name), f"{unknown}; name the folder of its {name}.yaml with --sources")
        report.close()
    return 1 if report.problems else 0


def _contents(originals: Originals, source: str, wanted: Wanted) -> tuple[list[Fetch], list[Fetch]]:
    """Return the originals of the pages that are wanted, in the order in which they were fetched.

    What a page said before it was corrected is one of them, and so is what is gone since: it was said all the same. A
    page that stayed as it was is read once, as of the first time; besides, the last answer of each page is returned,
    be it that the page is as it was, or gone.
    """
    of_page: dict[str, list[Fetch]] = {}
    for fetch in originals.contents(source, "page"):
        kept = of_page.setdefault(fetch.url, [])
        if not kept or kept[-1].sha256 != fetch.sha256:
            kept.append(fetch)
    pages = [kept for kept in of_page.values() if _is_wanted(kept[-1], wanted)][: wanted.limit]
    fetches = sorted((fetch for kept in pages for fetch in kept), key=lambda fetch: fetch.at)
    left = of_page.keys() - {fetch.url for fetch in fetches}
    return fetches, [fetch for fetch in originals.latest(source, "page") if fetch.url not in left]


def _is_wanted(fetch: Fetch, wanted: Wanted) -> bool:
    told = fetch.found.published if fetch.found else None
    return not (wanted.since and told and told < wanted.since)


@contextmanager
def _opened(place: Place) -> Iterator[State]:
    from crackdown.loaders.collecting import State

    state = State(state_folder(place))
    try:
        yield state
    finally:
        state.close()
