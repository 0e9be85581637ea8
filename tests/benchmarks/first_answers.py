"""What the first answers over a large store cost: `python -m tests.benchmarks.first_answers STORE`.

STORE is a folder that `tests.benchmarks.scale --keep` or `crackdown load` has filled; a copy of it is asked, and what
each answer takes of the processor is told, with the most memory held until then. A process of its own each: with
nothing kept beside the store, as before the first server; with what that kept, as a later start finds it, and once more
after another process has loaded one invented announcement; and `crackdown check` with and without that.
`--answers` writes the JSON of every answer to a folder, so that the same may be asked of other code and compared.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.graph.figures.findings import find, tell
from crackdown.graph.linking.network import network_of
from crackdown.graph.searching.search import find_in
from crackdown.graph.showing.ready import keep
from crackdown.graph.showing.summary import summarise
from crackdown.graph.storage.on_disk import FOLDER
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Given, Store
from crackdown.graph.storage.view import View
from tests.benchmarks.permuted import iter_announcements
from tests.benchmarks.stores import readable

ASKED: Final = {
    "flows": "/api/flows", "flows by destination": "/api/flows?by=destination", "sources": "/api/sources?limit=100",
    "ledger": "/api/ledger?limit=50", "findings": "/api/findings?limit=100", "overview": "/api/overview",
    "summary": "/api/summary",
}  # fmt: skip
T = TypeVar("T")


@dataclass
class Fixed:
    """A source of one view, which may be put in place of another."""

    current: View

    def view(self) -> View:
        """Return it."""
        return self.current


def timed(what: str, work: Callable[[], T]) -> T:
    """Print what some work takes, and the most memory that this process has held."""
    begin = time.process_time()
    found = work()
    spent, most = time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<40}{spent:8.2f} s {most:8,.0f} MB", flush=True)
    return found


def read(view: View) -> None:
    """Read what a server reads as it starts, and keep it as a server does."""
    network = timed("  network", lambda: network_of(view))
    timed("  all nodes", lambda: [*network.nodes.values()])
    timed("  names", lambda: find_in(network, ""))
    timed("  summary", lambda: summarise(view))


def ask(client: TestClient, folder: Path | None) -> None:
    """Ask all that is asked, first and again."""
    for what, address in ASKED.items():
        answer = timed(f"  {what}", lambda address=address: client.get(address))  # type: ignore[misc]
        assert answer.status_code == 200, answer.text
        if folder:
            text = json.dumps(answer.json(), ensure_ascii=False, indent=1)
            (folder / f"{what.replace(' ', '-')}.json").write_text(text, encoding="utf-8")
    begin = time.process_time()
    for address in ASKED.values():
        client.get(address)
    print(f"{'  all of these again':<40}{time.process_time() - begin:8.2f} s", flush=True)


@contextmanager
def following(store: Path) -> Iterator[tuple[Fixed, TestClient]]:
    """Open a store as a server has it, without its processes for queries."""
    with Snapshot.take(store) as snapshot:
        source = Fixed(snapshot.view)
        with TestClient(create_app(source)) as client:
            yield source, client


def measure(step: str, store: Path, answers: Path | None) -> None:
    """Do what one process does."""
    if step == "load":
        document, record = next(iter_announcements(1, seed=49))
        given = Given(record, document.text, "one more", document.publisher, document.media_type)
        with Store.open(store) as opened:
            assert opened.writer().put_all([given]) == ["added"]
        return
    if step == "check":
        with Snapshot.take(store) as snapshot:
            found = timed("  all findings", lambda: find(snapshot.view))
            told = timed("  in words", lambda: list(tell(snapshot.view, found)))
        if folder := folder_of(answers, "check"):
            (folder / "findings.txt").write_text("\n".join(map(str, told)), encoding="utf-8")
        return
    with following(store) as (source, client):
        read(source.current)
        ask(client, folder_of(answers, step))
        timed("  keeping", lambda: keep(source.current))
        if step == "kept":
            run("load", store, None)
            print("after a load of one announcement:")
            with Snapshot.take(store) as later:
                source.current = later.view
                read(later.view)
                ask(client, folder_of(answers, "after"))
                timed("  keeping", lambda: keep(later.view))


def folder_of(answers: Path | None, step: str) -> Path | None:
    """Return the folder of a step's answers, which is made."""
    if answers is None:
        return None
    (answers / step).mkdir(parents=True, exist_ok=True)
    return answers / step


def run(step: str, store: Path, answers: Path | None) -> None:
    """Do a step in a process of its own."""
    told = ["--answers", str(answers)] if answers else []
    subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.first_answers", str(store), "--step", step, *told], check=True
    )


def main() -> None:
    """Measure a store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--answers", type=Path, metavar="FOLDER", help="write the answers there")
    parser.add_argument("--step", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.step:
        measure(args.step, args.store, args.answers)
        return
    with tempfile.TemporaryDirectory() as folder:
        store = Path(shutil.copytree(readable(args.store), Path(folder) / "store"))
        shutil.rmtree(store / FOLDER, ignore_errors=True)
        for step, told in (
            ("check", "crackdown check, nothing kept:"),
            ("nothing", "a server, nothing kept:"),
            ("kept", "a server, with what that kept:"),
            ("check", "crackdown check, with what a server kept:"),
        ):
            print(told, flush=True)
            run(step, store, args.answers)


if __name__ == "__main__":
    main()
