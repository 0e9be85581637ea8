"""`crackdown source list` and `check`: which sources there are, and whether they give what is expected of them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crackdown.commands.options import complain
from crackdown.console.printing import plain, print_table
from crackdown.console.source_report import told_forbidden
from crackdown.errors import FetchError
from crackdown.intake.report import counted
from crackdown.settings import state_folder

if TYPE_CHECKING:
    from crackdown.graph.remote.address import Place
    from crackdown.loaders.collecting import Listed, Page, State
    from crackdown.loaders.feeds import Found
    from crackdown.loaders.fetching import Fetcher
    from crackdown.loaders.publishers import Source

_SHOWN = 10
_SERVERS = 10  # that a check asks for robots.txt besides the list's own


def print_sources(sources: Iterable[Source], place: Place) -> None:
    """Print the sources with how their last run ended: a table on a terminal, tab-separated into a pipe."""
    heads = ["id", "publisher", "languages", "kind", "verified", "last run", "last result"]
    rows = []
    with _state(place) as state:
        for source in sources:
            run = state.last_run(source.id) if state else None
            rows.append(
                [source.id, source.publisher, " ".join(source.languages), source.kind,
                 "yes" if source.verified else "no", run.at[:16].replace("T", " ") if run else "never",
                 run.result if run else ""]
            )  # fmt: skip
    if sys.stdout.isatty():
        print_table(heads, rows)
    else:
        print("\n".join("\t".join(row) for row in [heads, *rows]))


def check_sources(
    sources: Iterable[Source], place: Place, fetcher: Fetcher, since: str | None, limit: int, *, recheck: bool = False
) -> int:
    """Fetch robots.txt and list of each source, say what would be taken; nothing is stored; return the exit status."""
    from crackdown.loaders.collecting import disappointments, read_list
    from crackdown.loaders.collecting.collector import due_pages, pages_by_key, plain_get

    problems, now = 0, datetime.now(UTC)
    today = now.date()
    with _state(place) as state, fetcher:
        for source in sources:
            try:
                robots = fetcher.rules(source.address).told
            except FetchError as error:
                problems += 1
                complain(f"{source.id}: {error}")
                continue
            listed = read_list(source, plain_get(source, fetcher), today, since)
            wrong = [*listed.problems, *disappointments(source, listed, today, is_whole=not since)]
            known = pages_by_key(state, source.id) if state else {}
            due = due_pages(source, listed, known, now, recheck=recheck)
            _print_check(source, listed, robots, known, *_without_forbidden(due, fetcher), limit)
            problems += len(wrong)
            for one in wrong:
                complain(f"{source.id}: {one}")
    return 1 if problems else 0


def _print_check(
    source: Source, listed: Listed, robots: str, known: Mapping[str, Page], due: Sequence[Found],
    forbidden: Sequence[str], limit: int,
) -> None:  # fmt: skip
    from crackdown.graph.addresses import page_key
    from crackdown.loaders.collecting.collector import is_due

    newest = f", newest of {listed.newest}" if listed.newest else ""
    print(f"{source.id}: {robots}; {counted(listed.items, 'entry').replace('entrys', 'entries')} listed{newest}, "
          f"{len(listed.taken)} taken by the patterns, {len(due)} to be fetched")  # fmt: skip
    for found in due[: min(limit, _SHOWN)]:
        told = " ".join(filter(None, (found.published, found.title)))
        page = known.get(page_key(found.url))
        why = "new" if page is None else "changed" if is_due(found, page) else "again"
        print(f"  {why}  {plain(found.url)}  {plain(told)}")
    if len(due) > min(limit, _SHOWN):
        print(f"  … and {len(due) - min(limit, _SHOWN)} more")
    for sentence in listed.left:
        print(f"  {plain(sentence)}")
    if forbidden:
        print(f"  {told_forbidden(forbidden)}")
    if not source.verified:
        print("  verified: false; look whether this is what you expect before you run it")


def _without_forbidden(due: Iterable[Found], fetcher: Fetcher) -> tuple[list[Found], list[str]]:
    """Take those out that robots.txt forbids, whose addresses are returned besides.

    A list may point at thousands of servers, as an export of GDELT does: those that are met first are asked.
    """
    permitted, forbidden, servers = [], [], set[str]()
    for found in due:
        server = urlsplit(found.url).netloc
        if len(servers) < _SERVERS:
            servers.add(server)
        if server in servers and fetcher.is_forbidden(found.url):
            forbidden.append(found.url)
        else:
            permitted.append(found)
    return permitted, forbidden


@contextmanager
def _state(place: Place) -> Iterator[State | None]:
    from crackdown.loaders.collecting.state import NAME, State, table_errors

    folder: Path = state_folder(place)
    with table_errors(folder / NAME):
        if not (folder / NAME).exists():
            yield None
            return
        with closing(State(folder)) as state:
            yield state
