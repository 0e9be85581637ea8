"""What is done to a store while it is killed: each deed as a user would do it, each to be done again until it is done.

A deed says on standard output what it acknowledges, a line a thing, as the commands do. To have another one killed
too, write a function of a `World` and add it to `DEEDS`; what it promises is checked in `checking.py`.
"""

from __future__ import annotations

import contextlib
import datetime
import http.client
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

NOTICE: Final = (
    "PATTAYA, {day} March 2026 - Thai police arrested {number} {people} nationals in Pattaya for online scams, "
    "police said. Police Colonel {name}, commander of the Immigration Bureau, led the raid.\n"
)
_PEOPLE: Final = ("Chinese", "Vietnamese", "Malaysian")
_NAMES: Final = ("Somchai Rakdee", "Somchai Rakdi", "Anan Suwan")
_TOKEN: Final = "crk_of-a-test-" + "0" * 30
_POSTED: Final = "notice-posted"
_FROZEN: Final = datetime.datetime(2026, 3, 31, 12, tzinfo=datetime.UTC)


@dataclass
class World:
    """One life of a store: where it lies, what is loaded into it, where it is exported to."""

    folder: Path
    sources: Path
    judged: tuple[str, str] | None = None
    port: int = 0
    by_journal: bool = False  # loads are written as large ones are, outside the engine's transactions
    acknowledged: dict[str, int] = field(default_factory=dict)  # the deed in which an announcement was acknowledged

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def backup(self) -> Path:
        return self.folder / "backup.tar.gz"

    @property
    def restored(self) -> Path:
        return self.folder / "restored"

    @property
    def releases(self) -> Path:
        return self.folder / "releases"


def write_sources(folder: Path) -> None:
    """Write the texts: three of a first load, then two of them changed and two that are new."""
    for number in range(3):
        _write(folder / "first" / f"notice-{number}.txt", number, 20 + number)
    for number in range(1, 5):
        _write(folder / "second" / f"notice-{number}.txt", number, 40 + number)
    for path in (folder / "first", folder / "second"):  # one origin: the second load changes what the first said
        told = "".join(f'{file.name}:\n  url: "https://example.org/{file.stem}"\n' for file in sorted(path.iterdir()))
        (path / "sources.yaml").write_text(told, encoding="utf-8")


def _write(path: Path, number: int, persons: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_text(number, persons), encoding="utf-8")


def _text(number: int, persons: int) -> str:
    names = {"people": _PEOPLE[number % 3], "name": _NAMES[number % 3]}
    return NOTICE.format(day=number + 1, number=persons, **names)


def freeze_clock() -> None:
    """Have what is written in this process bear one time, so that two runs can be compared to the last quad."""
    from crackdown.graph.identity import judgements
    from crackdown.graph.storage import writer

    class Frozen(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:  # type: ignore[override]
            return _FROZEN.astimezone(tz)

    for module in (writer, judgements):
        module.datetime = Frozen  # type: ignore[attr-defined]


def load_first(world: World) -> None:
    _load(world.sources / "first", world)


def load_second(world: World) -> None:
    _load(world.sources / "second", world)


def _load(folder: Path, world: World) -> None:
    from crackdown.graph.storage import embedded
    from crackdown.intake.loading import load_all

    if world.by_journal:
        embedded.LARGE = 1  # type: ignore[misc]
    assert load_all([str(folder)], world.store) == 0


def judge(world: World) -> None:
    """Judge what is still open: a person who comes back after a crash is not asked again what was kept."""
    from crackdown.console.reviewing import judge as keep
    from crackdown.graph.identity.judgements import read_judgements
    from crackdown.reading import open_view

    with open_view(world.store) as view:
        is_open = not read_judgements(view)
    if is_open and world.judged:
        keep(world.store, *world.judged, "different", by="tester", why="two people")


def rebuild(world: World) -> None:
    from crackdown.graph.storage.store import Store

    with Store.open(world.store) as store:
        store.rebuild()


def serve(world: World) -> None:
    """Serve until killed; `post` is its client."""
    from crackdown.service.serving import serve_store
    from crackdown.service.tokens import Tokens

    serve_store(world.store, "127.0.0.1", world.port, tokens=Tokens(None, _TOKEN))


def post(world: World) -> str:
    """Send an announcement to the server, however long that takes; return the line that acknowledges it."""
    text = _text(7, 77)
    head = {"content-type": "application/json", "authorization": f"Bearer {_TOKEN}"}
    body = json.dumps({"text": text, "name": _POSTED})
    while True:
        try:
            with contextlib.closing(http.client.HTTPConnection("127.0.0.1", world.port)) as connection:
                connection.request("POST", "/announcements", body.encode(), head)
                answer = connection.getresponse()
                told = answer.read()
                if answer.status != http.HTTPStatus.SERVICE_UNAVAILABLE:  # which says to come back
                    assert answer.status in {200, 201}, told
                    return f"added {_POSTED}\n"
        except ConnectionRefusedError:
            pass
        time.sleep(0.02)


def withdraw(world: World) -> None:
    from crackdown.errors import InputError
    from crackdown.graph import iris
    from crackdown.graph.storage.store import Store

    with Store.open(world.store) as store, contextlib.suppress(InputError):  # it was withdrawn before the kill
        store.writer().withdraw(iris.mint_announcement("notice-1"), reason="An error.")


def delete(world: World) -> None:
    from crackdown.errors import NotFound
    from crackdown.graph import iris
    from crackdown.graph.storage.store import Store

    with Store.open(world.store) as store, contextlib.suppress(NotFound):
        store.writer().delete(iris.mint_announcement("notice-0"))


def export(world: World) -> None:
    from crackdown.console.exporting import write_export

    write_export("nquads", world.folder / "graph.nq", world.store, None, [], default_graph=False)


def release(world: World) -> None:
    from crackdown.console.exporting import write_release

    write_release(world.releases, ["csv"], None, None, world.store)


def backup(world: World) -> None:
    from crackdown.console.backing_up import write_backup

    assert write_backup(world.store, str(world.backup), force=True) == 0


def restore(world: World) -> None:
    """Restore the backup, unless that was done to its end before."""
    from crackdown.console.backing_up import read_backup

    if not world.restored.exists():
        read_backup(world.backup, str(world.restored))


DEEDS: Final[dict[str, Callable[[World], None]]] = {
    "load_first": load_first,
    "release": release,
    "load_second": load_second,
    "judge": judge,
    "rebuild": rebuild,
    "serve": serve,
    "withdraw": withdraw,
    "delete": delete,
    "export": export,
    "backup": backup,
    "restore": restore,
    "release_again": release,
}
GLOBS: Final = (  # moments to kill at: when one of these files comes, or goes
    "store/graph/CURRENT", "store/format", "store/texts/*.part", "store/texts/??/*", "store/records/*.part",
    "store/records/??/*", "store/version.*.part", "store/unfinished", "store/rebuilding", "store/snapshots/*/lock",
    "store/graph/*.log", "store/graph/*.sst", "store/pending", "store/reference", "releases/.*.part",
    "releases/.*.part/*", "releases/*/manifest.json", "graph.nq.part", "backup.tar.gz.part",
    "store/snapshots/*/graph/*", ".restored.part/graph/*", ".restored.part/texts/??", "restored/format",
)  # fmt: skip


def texts_of(world: World) -> Iterator[tuple[str, int, set[str]]]:
    """Yield each announcement's id, the deed in which it is acknowledged, and the texts it may have from then on."""
    order = list(DEEDS)
    first, second = order.index("load_first"), order.index("load_second")
    for number in range(5):
        later = {_text(number, 40 + number)} if number else set()
        if number < 3:
            yield f"notice-{number}", first, {_text(number, 20 + number)} | later
        if number:
            yield f"notice-{number}", second, later
    yield _POSTED, order.index("serve"), {_text(7, 77)}
