"""The command that brings a store from an older version to the layout of this one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crackdown.commands.options import StoreOption, done_unread, store_folder, told_plainly
from crackdown.commands.reading_options import ReadingOption, settle_reading
from crackdown.errors import InputError
from crackdown.interrupts import Interrupts

if TYPE_CHECKING:
    from crackdown.graph.announcement.record import Record
    from crackdown.graph.migration.building import Step
    from crackdown.graph.migration.older import Known
    from crackdown.graph.remote.address import Place


def migrate(
    store: StoreOption = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(
            "--leave-out",
            metavar="IRI",
            help="An announcement that is not to be taken over, as its text is gone, say; may be repeated.",
        ),
    ] = None,
    reading: ReadingOption = None,
) -> None:
    """Bring a store from an older version up to date: texts, records, judgements and whatever else it keeps.

    The new store is made in `STORE/migrating` and checked, then it takes the old one's place, which is kept in
    `STORE/layout-1` (or whatever number it had) until you remove it. It takes about as much room again. Stopped or
    killed, the old store or the new one is there, whole; the same command goes on.

    **Examples:** `crackdown migrate` · `crackdown migrate --store ./case-12` ·
    `crackdown migrate --leave-out announcement/kh-gdi-2026-02-09-en`
    """
    with told_plainly(), done_unread():
        settle_reading(reading, tells=False)  # texts whose records are damaged are read anew
        migrate_store(store_folder(store), leave_out or [])


def migrate_store(place: Place, leave_out: Sequence[str] = ()) -> None:
    """Migrate a store in a folder, but for announcements that are left out, and say what is done.

    Raises:
        InputError: it lies on an endpoint.
        StoreError, InvalidRecord, NotFound: see `crackdown.graph.migration.migrate`.
    """
    from crackdown.graph.migration.migrate import migrate as bring
    from crackdown.intake.loading import LOCK_WAIT_SECONDS
    from crackdown.intake.report import counted
    from crackdown.ontology.base import BASE

    if not isinstance(place, Path):
        raise InputError(f"{place} is an endpoint, whose layout has not changed yet; a folder can be migrated")
    with Interrupts() as interrupts:

        def tell(step: Step) -> None:
            _tell(step)
            if interrupts.seen:
                raise KeyboardInterrupt

        names = [name if name.startswith(BASE) else BASE + name for name in leave_out]
        migrated = bring(place, read_anew, leave_out=names, wait_seconds=LOCK_WAIT_SECONDS, tell=tell)
    if migrated is None:
        print(f"{place} has the layout of this version; there is nothing to do")
        return
    told = ", ".join(f"{number} {how}" for how, number in sorted(migrated.announcements.items()))
    print(f"{counted(migrated.announcements.total(), 'announcement')}: {told or 'nothing to do'}")
    if migrated.judgements:
        print(f"{counted(migrated.judgements, 'judgement')} taken over")
    if migrated.unmet:
        print(
            f"{counted(len(migrated.unmet), 'judgement')} kept without effect, as no announcement tells of what they "
            f"are about: {', '.join(migrated.unmet)}",
            file=sys.stderr,
        )
    print(f"the store as it was, of layout {migrated.old}, is kept in {migrated.kept}; remove it once you are content")


def _tell(step: Step) -> None:
    from crackdown.graph.iris import announcement_id

    print(f"{step.position}/{step.total} {step.how or 'done before'}: {announcement_id(step.iri)}", flush=True)


def read_anew(known: Known, text: str) -> Record:
    """Read a text anew, with what is known of its announcement."""
    from crackdown.intake.loading import read
    from crackdown.loaders.document import Document

    document = Document(
        id=known.id, text=text, language=known.language, title=known.title, url=known.url, published=known.published,
        publisher=known.publisher, sha256=known.sha256, origin=known.origin, media_type=known.media_type,
    )  # fmt: skip
    return read(document)


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(migrate)
