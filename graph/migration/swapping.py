"""Putting the new store in the old one's place, so that whoever opens the folder sees one of the two, and whole.

The folder's lock is held throughout. Once the new store lies in `STORE/migrating`, whole and synced, `format` is made
`1>3`: from then on the new store counts. What remains are renames; whoever opens the folder next ends them first,
should this process die between them. Programs from before refuse such a folder, as they refuse any layout they do not
know. The new number is written last.

::

    1      STORE/graph      STORE/migrating/graph      the old store is the store
    1>3    half renamed                                the new one is, once the renames are done
    3      STORE/graph      STORE/layout-1/graph       the old one is kept until somebody removes it
"""

from __future__ import annotations

import shutil
from pathlib import Path

from crackdown.errors import StoreUnavailable
from crackdown.graph.storage.durable import sync_folder, sync_tree, write_durably

MIGRATING = "migrating"
_BETWEEN = ">"
_NEW = ("graph", "texts", "records", "reference", "version")  # `base` is the same in both, and is needed to open either
_OLD_ALONE = ("rebuilding", "unfinished")  # marks, which a store that was closed does not have


def swap(store: Path, old: str, new: str) -> None:
    """Put the store in `STORE/migrating`, which is closed, in the place of the one of layout `old`.

    Raises:
        OSError: the disk is full, or the folder cannot be written; then the old store stands, or the next that opens
            the folder ends what was begun.
    """
    kept = kept_in(store, old)
    kept.mkdir(exist_ok=True)
    (kept / "lock").touch()  # what a folder of that layout has, so that its own version opens it
    if (store / "base").exists():
        write_durably(kept / "base", (store / "base").read_bytes())
    write_durably(kept / "format", f"{old}\n".encode("ascii"))
    sync_tree(store / MIGRATING)
    write_durably(store / "format", f"{old}{_BETWEEN}{new}\n".encode("ascii"))
    complete_swap(store)


def complete_swap(store: Path) -> None:
    """End a swap that was begun, under the store's lock; where none was, nothing happens."""
    between = _between(store)
    if between is None:
        return
    (old, new), migrating = between, store / MIGRATING
    kept = kept_in(store, old)
    for name in _NEW:
        if (migrating / name).exists():  # else it stands in its place already
            if (store / name).exists():
                (store / name).rename(kept / name)
            (migrating / name).rename(store / name)
    for name in _OLD_ALONE:
        if (store / name).exists():
            (store / name).rename(kept / name)
    if not (store / "base").exists():
        (migrating / "base").rename(store / "base")
    sync_folder(kept)
    sync_folder(store)
    shutil.rmtree(migrating, ignore_errors=True)
    write_durably(store / "format", f"{new}\n".encode("ascii"))


def refuse_half(store: Path) -> None:
    """Refuse a folder in which a swap was broken off, where nothing can be written to end it.

    Raises:
        StoreUnavailable: it is one.
    """
    if _between(store) is not None:
        raise StoreUnavailable(
            f"{store} was left in the middle of a migration; open it once where it can be written, or end it with: "
            f"crackdown migrate --store {store}"
        )


def kept_in(store: Path, old: str) -> Path:
    """Tell where the old store lies after the swap."""
    return store / f"layout-{old}"


def layout_of(store: Path) -> str:
    """Read the number of a folder's layout; "" where there is none."""
    file = store / "format"
    return file.read_text(encoding="ascii", errors="replace").strip() if file.exists() else ""


def _between(store: Path) -> tuple[str, str] | None:
    old, between, new = layout_of(store).partition(_BETWEEN)
    return (old, new) if between and old.isdecimal() and new.isdecimal() else None
