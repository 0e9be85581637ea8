"""A store of an older layout, brought to this one under its lock: `crackdown migrate`."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from crackdown.errors import InvalidRecord, StoreUnavailable
from crackdown.graph.migration.building import Step, build, problems_of, unmet
from crackdown.graph.migration.older import Older
from crackdown.graph.migration.recovering import Read
from crackdown.graph.migration.swapping import MIGRATING, complete_swap, kept_in, layout_of, swap
from crackdown.graph.storage.durable import write_durably
from crackdown.graph.storage.folder import FORMAT, check_base, check_layout, hold, is_older
from crackdown.graph.storage.oxigraph import store_errors
from crackdown.graph.storage.reference import reference_digest
from crackdown.graph.storage.store import Store


@dataclass(frozen=True)
class Migrated:
    """What became of a store.

    Attributes:
        old: the layout that it had.
        kept: where the store lies as it was.
        announcements: how many there are, by how their records were come by.
        judgements: how many judgements hold.
        unmet: those of them that are about things which no announcement tells of as it is read now.
    """

    old: str
    kept: Path
    announcements: Counter[str]
    judgements: int
    unmet: list[str]


def migrate(
    path: Path,
    read: Read,
    *,
    leave_out: Collection[str] = (),
    wait_seconds: float = 1.0,
    tell: Callable[[Step], object] = lambda _: None,
) -> Migrated | None:
    """Bring a store to this version's layout; a migration that was broken off goes on.

    Args:
        path: the store's folder.
        read: reads the text of an announcement anew, where no record of it was kept.
        leave_out: announcements, by IRI, that are not brought to the new store; the old one keeps them.
        wait_seconds: how long to wait for another process to let go of the store.
        tell: is told of each announcement that is in the new store.

    Returns:
        What was done; None where the store has this layout, or has it now that a broken-off swap is ended.

    Raises:
        StoreUnavailable: there is no store, it is of a newer layout, or cannot be read or written.
        StoreLocked: another process has it still after `wait_seconds`.
        StoreFull: the disk is full; the old store is as it was, and the same call goes on once there is room.
        InvalidRecord: some announcements cannot be taken over; the old store is as it was.
        NotFound: there is none of those to be left out.
    """
    lock = hold(path, create=False, wait_seconds=wait_seconds)
    try:
        with store_errors(path):
            complete_swap(path)
            old = layout_of(path)
            if not is_older(old):
                check_layout(path)
                return None
            check_base(path)
            if (kept_in(path, old) / "graph").exists():
                raise StoreUnavailable(
                    f"{kept_in(path, old)} is there already, from an earlier migration; move it away or remove it first"
                )
            with Older(path, leave_out) as older:
                migrated = _build(path, old, older, read, tell)
            swap(path, old, FORMAT)
        return migrated
    finally:
        lock.release()


def _build(path: Path, old: str, older: Older, read: Read, tell: Callable[[Step], object]) -> Migrated:
    """Make the new store beside the old one, whole and checked; go on with one that was begun."""
    new, told = path / MIGRATING, Counter[str]()
    _begin(new, older)
    with Store.open(new) as store:
        for step in build(older, store, read):
            told[step.how or "done before"] += 1
            tell(step)
        problems = list(problems_of(older, store))
        if problems:
            raise InvalidRecord("\n".join(problems))
        return Migrated(old, kept_in(path, old), told, len(older.judgements()), unmet(older, store))


def _begin(new: Path, older: Older) -> None:
    """Make room for the new store: what was made of another state of the old one, or by another version, is removed."""
    made_of = " ".join((older.version, FORMAT, reference_digest(), *sorted(older.left_out)))
    mark = new / "made-of"
    if new.exists() and not (mark.exists() and mark.read_text(encoding="utf-8") == made_of):
        shutil.rmtree(new)
    if not new.exists():
        Store.open(new).close()
        write_durably(mark, made_of.encode("utf-8"))
