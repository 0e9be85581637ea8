"""`crackdown backup`, `restore`, `verify` and `rebuild`: what is printed, and how far it is."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from crackdown.commands.options import complain, drop_output
from crackdown.console.checking import FindingFormat
from crackdown.console.printing import plain
from crackdown.errors import DamagedBackup, InputError, StoreUnavailable
from crackdown.interrupts import Interrupts
from crackdown.settings import Settings, settle_base

if TYPE_CHECKING:
    from crackdown.graph.backup.manifest import Manifest
    from crackdown.graph.backup.packing import Packed
    from crackdown.graph.remote.address import Place
    from crackdown.graph.verifying.problem import Problem
    from crackdown.graph.verifying.verification import Counts

Tell = Callable[[str, int, int], object]


def write_backup(place: Place, file: str, *, force: bool, originals: Path | None = None) -> int:
    """Write a backup; return the exit status, 1 where something in the store is damaged.

    Raises:
        InputError: the file is there already, or cannot be written; the pipe closed before the end; the store lies on
            an endpoint; the folder of originals has none.
        StoreUnavailable, StoreLocked, StoreFull: see `crackdown.errors`.
    """
    from crackdown.graph.backup.freezing import SOURCES, frozen
    from crackdown.graph.backup.packing import pack
    from crackdown.graph.export.delivery import replacing

    store, software = _folder(place), _software()
    if file == "-":
        if sys.stdout.isatty():
            raise InputError("a backup is a file for programs; name one, or pipe it on")
        with progress() as tell, frozen(store, originals) as held, _read_to_its_end():
            packed = pack(held, sys.stdout.buffer, software, tell)
            sys.stdout.flush()
    else:
        path = Path(file)
        if path.is_dir():
            raise InputError(f"{path} is a folder; name a file in it, such as {path / 'store.tar.gz'}")
        if path.exists() and not force:
            raise InputError(f"{path} is there already; name another file, or write over it with --force")
        with progress() as tell, frozen(store, originals) as held, replacing(path) as out:
            packed = pack(held, out, software, tell)
    if held.left_out:
        print(f"not in it: {', '.join(map(plain, held.left_out))}", file=sys.stderr)
    if (store / SOURCES).exists() and not packed.manifest.counts["originals"]:
        print(
            f"not in it: the originals of sources, as there are none in {store / 'originals'}; if they are kept "
            "elsewhere, name that folder with --originals",
            file=sys.stderr,
        )
    return _tell_packed(packed, file)


@contextmanager
def _read_to_its_end() -> Iterator[None]:
    """Refuse a pipe that closes before the end: what came through is no backup."""
    try:
        yield
    except BrokenPipeError:
        drop_output()
        raise InputError("the backup was cut: what it was piped into ended before it; make it again") from None


def _tell_packed(packed: Packed, file: str) -> int:
    size = "" if file == "-" else f", {Path(file).stat().st_size / 1e6:.1f} MB"
    print(f"{_counted(packed.manifest)}{size}; tokens are not in it", file=sys.stderr)
    for one in packed.damaged:
        complain(one)
    if packed.damaged:
        complain("the backup is made, of a store that is damaged; look at it with: crackdown verify")
    return 1 if packed.damaged else 0


def read_backup(file: Path, store: str | None) -> None:
    """Make a store of a backup.

    Raises:
        InputError: there is no such file, or the store cannot be made on an endpoint.
        DamagedBackup: it is cut, was altered, or is none.
        StoreUnavailable, StoreFull: see `crackdown.errors`.
    """
    from crackdown.graph.backup.restoring import restore
    from crackdown.graph.remote.address import parse_place
    from crackdown.graph.storage.folder import is_older

    folder = _folder(parse_place(store if store is not None else Settings.from_environment().store))
    with progress() as tell:
        manifest = restore(file, folder, tell)
    print(f"{folder}: {_counted(manifest)}, as of {manifest.made_at}", file=sys.stderr)
    if is_older(manifest.layout):
        complain(
            f"it has layout {manifest.layout}, of an older version; bring it up to date with: "
            f"crackdown migrate --store {folder}"
        )


def verify_store(place: Place, format_: FindingFormat, named: Path | None = None, originals: Path | None = None) -> int:
    """Check a store and print what is wrong; return the exit status.

    Args:
        place: its folder.
        format_: of the lines.
        named: what the folder is called in them, where it is not the one that somebody asked for.
        originals: the folder of its originals, where they are kept elsewhere.
    """
    from crackdown.graph.verifying.verification import verifying
    from crackdown.loaders.originals.checking import check_originals

    store, wrong = _folder(place), 0
    with progress() as tell, verifying(store, tell) as verification:
        for problems in (check_originals(store, originals), verification.problems()):
            for problem in problems:
                _print(replace(problem, where=problem.where.replace(str(store), str(named or store))), format_)
                wrong += not problem.is_note
    _tell_counts(verification.counts, wrong)
    return 1 if wrong else 0


def verify_backup(file: Path, format_: FindingFormat) -> int:
    """Check a backup as the store that it makes; return the exit status.

    Raises:
        InputError: there is no such file.
        StoreUnavailable: it is whole, and of an older or a newer layout than this version checks.
        StoreFull: there is no room for the store in the folder for temporary files.
    """
    from crackdown.graph.backup.restoring import restore
    from crackdown.graph.storage.folder import is_older
    from crackdown.graph.verifying.problem import Problem

    with tempfile.TemporaryDirectory(prefix="crackdown-") as folder:
        store = Path(folder).resolve() / "store"
        try:
            with progress() as tell:
                manifest = restore(file, store, tell)
        except DamagedBackup as error:
            found, _, remedy = str(error).removeprefix(f"{file}: ").partition("; ")
            _print(Problem("backup", str(file), found, "a whole backup", remedy.rpartition("; ")[2]), format_)
            return 1
        if is_older(manifest.layout):
            raise StoreUnavailable(
                f"{file}: it is whole, and of layout {manifest.layout}, which only the version that made it can check "
                "further; crackdown restore it, crackdown migrate what comes of it, and verify that"
            )
        settle_base(store)
        return verify_store(store, format_, file)


def rebuild_store(place: Place) -> None:
    """Build the merged graph of a store anew."""
    from crackdown.graph.storage.store import Store
    from crackdown.intake.loading import LOCK_WAIT_SECONDS

    with Store.open(place, create=False, wait_seconds=LOCK_WAIT_SECONDS) as store:
        store.rebuild()
    print(f"{place}: the merged graph is built anew", file=sys.stderr)


@contextmanager
def progress() -> Iterator[Tell]:
    """Show a bar on standard error where that is a terminal; Ctrl-C is heeded at each step, wherever it got lost."""
    from rich.console import Console
    from rich.progress import Progress

    errors = Console(stderr=True)
    with (
        Interrupts() as interrupts,
        Progress(
            console=errors, transient=True, disable=not errors.is_terminal,
            redirect_stdout=sys.stdout.isatty(), redirect_stderr=False,
        ) as bar,
    ):  # fmt: skip
        task = bar.add_task("", total=None)

        def tell(step: str, done: int, total: int) -> None:
            if interrupts.seen:
                raise KeyboardInterrupt
            bar.update(task, description=step, completed=done, total=total or None)

        yield tell


def _print(problem: Problem, format_: FindingFormat) -> None:
    if format_ is FindingFormat.jsonl:
        print(json.dumps(asdict(problem), ensure_ascii=False), flush=True)
    else:
        print(plain(f"{'note: ' if problem.is_note else ''}{problem}"), flush=True)


def _tell_counts(counts: Counts, wrong: int) -> None:
    unchecked = f" ({counts.unchecked:,} not checked, as their texts are not here)" if counts.unchecked else ""
    print(
        f"{_of(counts.announcements, 'announcement')}, {_of(counts.texts, 'text')}, {_of(counts.records, 'record')}, "
        f"{_of(counts.quotes, 'quote')}{unchecked}, {_of(counts.quads, 'quad')}; {_of(wrong, 'problem')}",
        file=sys.stderr,
    )


def _counted(manifest: Manifest) -> str:
    return ", ".join(_of(number, name.removesuffix("s")) for name, number in manifest.counts.items())


def _of(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _folder(place: Place) -> Path:
    if not isinstance(place, Path):
        raise InputError(
            f"{place} is an endpoint, and backup, restore and verify are for stores in a folder; name one with --store"
            ", or back the endpoint up by its server's own means or with crackdown replica publish"
        )
    return place


def _software() -> str:
    try:
        return f"crackdown {version('crackdown')}"
    except PackageNotFoundError:  # a checkout that was never installed
        return "crackdown unreleased"
