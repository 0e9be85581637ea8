"""Fetches what a source's list points at, new and changed pages alone, and archives each before anything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from crackdown.errors import FetchFailed, FetchRefused
from crackdown.graph.addresses import page_key
from crackdown.loaders.collecting.listing import Get, Got, Listed, read_list
from crackdown.loaders.collecting.state import Page, State
from crackdown.loaders.feeds import KINDS, Found
from crackdown.loaders.fetching import Answer, Fetcher
from crackdown.loaders.fetching.answers import content_type
from crackdown.loaders.originals import Fetch, Originals
from crackdown.loaders.publishers import Source

_GONE_AGAIN: Final = timedelta(days=1)  # a list is often out before its page, and a server wrong for some hours
_PAGES: Final = "text/html, application/xhtml+xml, application/pdf, text/plain;q=0.8, */*;q=0.1"


@dataclass
class Collector:
    """One run of one source.

    Attributes:
        source: which.
        fetcher: what asks servers.
        originals: where what comes is archived; open to be added to.
        state: what became of pages before.
        now: when the run began.
    """

    source: Source
    fetcher: Fetcher
    originals: Originals
    state: State
    now: datetime

    def read_list(self, since: str | None = None) -> Listed:
        """Fetch and archive the source's list, and read it; one that has not changed is read from the archive."""
        return read_list(self.source, self._get_list, self.now.date(), since)

    def due(self, listed: Listed, *, recheck: bool = False) -> list[Found]:
        """Say which pages are to be asked for, see `due_pages`.

        Args:
            listed: the source's list.
            recheck: all known ones, too.
        """
        listed_keys = {page_key(found.url) for found in listed.taken}
        known = pages_by_key(self.state, self.source.id)
        return [
            found if page_key(found.url) in listed_keys else self._told_before(found.url)
            for found in due_pages(self.source, listed, known, self.now, recheck=recheck)
        ]

    def fetch(self, found: Found) -> Fetch | None:
        """Fetch a page and archive what comes; None where it is as it was.

        Raises:
            FetchRefused, FetchFailed: it was not fetched, see `Fetcher.fetch`.
            StoreFull, StoreUnavailable: it could not be archived.
        """
        known = self.originals.last(self.source.id, "page", found.url)
        has_known = known is not None and known.has_content
        answer = self.fetcher.fetch(
            found.url, accept=_PAGES, delay_seconds=self.source.rate_seconds,
            etag=known.etag if known and has_known else None,
            modified=known.modified if known and has_known else None,
        )  # fmt: skip
        self._refuse_front_page(answer)
        fetch = self.originals.add(answer, source=self.source.id, role="page", found=found)
        if answer.is_unchanged or (known and has_known and fetch.has_content and _is_same(known, fetch)):
            self.state.checked(self.source.id, found.url, fetch.at, found.modified)
            return None
        return fetch

    def pending(self) -> Iterator[Fetch]:
        """Yield the originals that were archived and not yet read, as after a crash."""
        for fetch in self.originals.latest(self.source.id, "page"):
            page = self.state.page(self.source.id, fetch.url)
            if page is None or (page.record != fetch.record and page.checked_at < fetch.at):
                yield fetch

    def _get_list(self, url: str) -> Got:
        known = self.originals.last_content(self.source.id, "list", url)
        answer = self.fetcher.fetch(
            url, accept=KINDS[self.source.kind].accept, delay_seconds=self.source.rate_seconds,
            etag=known.etag if known else None, modified=known.modified if known else None,
        )  # fmt: skip
        _refuse_gone(answer)
        fetch = self.originals.add(answer, source=self.source.id, role="list")
        told = fetch.content_type or (known.content_type if known else None)  # a 304 need not say it again
        return Got(self.originals.body(fetch.sha256), fetch.final_url, content_type(told)[1])

    def _told_before(self, url: str) -> Found:
        """Return what pointed at a page when it was last fetched."""
        fetch = self.originals.last_content(self.source.id, "page", url)
        return (fetch and fetch.found) or Found(url)

    def _refuse_front_page(self, answer: Answer) -> None:
        """Refuse a site's front page, or the list, in the place of a page: many sites redirect there what is gone."""
        path = urlsplit(answer.final_url).path
        if answer.hops and (path in {"", "/"} or page_key(answer.final_url) == page_key(self.source.address)):
            raise FetchFailed(
                f"{answer.url}: redirects to {answer.final_url}, which is no announcement; it may be gone"
            )


def settle_gone(state: State, fetch: Fetch) -> Page:
    """Note that there is no such page, or none any more; return what is known of it."""
    before = state.page(fetch.source, fetch.url)
    announcement = before.announcement if before else None
    page = Page(
        fetch.source, fetch.url, fetch.record, "withdrawn" if announcement else "gone",
        f"the server answers {fetch.status}", announcement, fetch.at, fetch.found.modified if fetch.found else None,
    )  # fmt: skip
    state.settle(page)
    return page


def due_pages(
    source: Source, listed: Listed, known: Mapping[str, Page], now: datetime, *, recheck: bool = False
) -> list[Found]:
    """Say which pages of a source are to be asked for: new ones, changed ones, known ones that nobody asked for long.

    A page that is said to be gone is asked for again after a day while the list names it, and one that was there before
    as any known one: it may be back. A page that was checked in the future, by a clock that was set back since, is due.

    Args:
        source: which.
        listed: its list.
        known: what became of its pages before, by `page_key`.
        now: when the run began.
        recheck: all known ones, too.
    """
    taken = {page_key(found.url): found for found in listed.taken}
    due = {key: found for key, found in taken.items() if is_due(found, known.get(key))}
    for key, page in known.items():
        if recheck or _is_long_unasked(source, page, now, is_listed=key in taken):
            due.setdefault(key, taken.get(key) or Found(page.url))
    return list(due.values())


def _is_long_unasked(source: Source, page: Page, now: datetime, *, is_listed: bool) -> bool:
    if page.outcome == "gone" and not is_listed:
        return False
    pause = timedelta(days=source.recheck_days)
    if page.outcome in {"gone", "withdrawn"} and is_listed:
        pause = min(pause, _GONE_AGAIN)
    return not (now - pause).isoformat() <= page.checked_at <= now.isoformat()


def is_due(found: Found, page: Page | None) -> bool:
    """Tell whether a page is new, or said to have changed since it was last asked for.

    >>> page = Page("s", "u", "r", "loaded", "", "a", "2026-02-10T00:00:00Z", "2026-02-09")
    >>> is_due(Found("u"), page), is_due(Found("u", modified="2026-02-12"), page), is_due(Found("u"), None)
    (False, True, True)
    """
    return page is None or (found.modified is not None and found.modified != page.listed)


def pages_by_key(state: State, source: str) -> dict[str, Page]:
    """Return what became of a source's pages by `page_key`; of two spellings of an address, the one asked for last."""
    return {page_key(page.url): page for page in state.pages(source)}


def plain_get(source: Source, fetcher: Fetcher) -> Get:
    """Return what fetches a source's list and keeps nothing."""

    def get(url: str) -> Got:
        answer = fetcher.fetch(url, accept=KINDS[source.kind].accept, delay_seconds=source.rate_seconds)
        _refuse_gone(answer)
        return Got(answer.body, answer.final_url, content_type(answer.header("content-type"))[1])

    return get


def _refuse_gone(answer: Answer) -> None:
    if answer.is_gone:
        raise FetchFailed(f"{answer.url}: the server answers {answer.status}; the list has moved", status=answer.status)
    if not answer.is_unchanged and not answer.body.strip():
        raise FetchRefused(f"{answer.url}: the list is empty")


def _is_same(known: Fetch, fetch: Fetch) -> bool:
    return (known.sha256, known.final_url, known.found) == (fetch.sha256, fetch.final_url, fetch.found)
