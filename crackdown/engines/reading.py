"""What a worker does: open the files of a part, and read batches of what they hold. Only what is kept is written.

Both are pure functions of what they are given and of the software, so that an engine may run them anywhere, and again
where a machine was lost. The models are loaded once a process, by the first text that it reads.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from crackdown.engines.software import fingerprint
from crackdown.errors import UnreadableAnnouncement
from crackdown.intake.loading import read
from crackdown.loaders import Reading
from crackdown.loaders.archives.noting import Noting, Step
from crackdown.loaders.archives.selection import Selection

if TYPE_CHECKING:
    from crackdown.engines.parts import Part
    from crackdown.intake.known import Known, Recall
    from crackdown.loaders.document import Document

_MOST: Final = 16  # announcements a batch: a second or two of work
_MOST_STEPS: Final = 20_000  # records of an archive that were left out; a batch may hold nothing else

Batch = list[Step]


class Answer(NamedTuple):
    """What became of a batch: its steps, each page with its record as JSON, or why there is none, or what is known.

    Attributes:
        steps: "page" with (document, JSON, error or Known), the others as they were.
        software: a digest of the code and data that read.
        host: where that was.
    """

    steps: Batch
    software: str
    host: str


def iter_batches(part: Part) -> Iterator[Batch]:
    """Open the files of a part, and yield what they hold, some announcements at a time."""
    batch: Batch = []
    pages = 0
    for step in _steps(part):
        batch.append(step)
        pages += step.what == "page"
        if pages == _MOST or len(batch) == _MOST_STEPS:
            yield batch
            batch, pages = [], 0
    if batch:
        yield batch


def read_batch(batch: Batch, kept: str | None = None) -> Answer:
    """Read the announcements of a batch.

    Args:
        batch: as `iter_batches` gives it.
        kept: a folder that all workers share, where what was read is kept and looked for.
    """
    from crackdown.engines.kept import Kept

    documents = [step.value for step in batch if step.what == "page"]
    folder, software = Kept(kept) if kept else None, fingerprint()
    name = folder.name_of(documents, software) if folder else ""
    told: Sequence[str | UnreadableAnnouncement] | None = folder.read(name, len(documents)) if folder else None
    if told is None:
        told = [_told(document) for document in documents]
        records = [one for one in told if isinstance(one, str)]
        if folder and documents and len(records) == len(told):  # what failed is tried again another time
            folder.write(name, records)
    answers = iter(zip(documents, told, strict=True))
    steps = [Step("page", next(answers)) if step.what == "page" else step for step in batch]
    return Answer(steps, software, socket.gethostname())


def known_of(batch: Batch, recall: Recall) -> dict[int, Known]:
    """Give what is known of the pages of a batch, by their places in it."""
    pages = ((place, recall(step.value)) for place, step in enumerate(batch) if step.what == "page")
    return {place: known for place, known in pages if known}


def without_known(batch: Batch, known: Mapping[int, Known]) -> Batch:
    """Leave out of a batch what is known."""
    return [step for place, step in enumerate(batch) if place not in known]


def with_known(answer: Answer, known: Mapping[int, Known]) -> Answer:
    """Put what is known at its places among what was read."""
    steps = list(answer.steps)
    for place in sorted(known):
        steps.insert(place, Step("page", (known[place].document, known[place])))
    return answer._replace(steps=steps)


def _steps(part: Part) -> Iterator[Step]:
    selection = Noting(part.options.selection or Selection())
    options = replace(part.options, selection=selection)
    for file in part.files:
        if isinstance(file, UnreadableAnnouncement):
            yield Step("problem", file)
            continue
        if not Path(file).exists():
            yield Step("problem", _not_shared(file))
            continue
        for given in Reading([file], options):
            yield from selection.steps()
            yield Step("problem" if isinstance(given, UnreadableAnnouncement) else "page", given)
        yield from selection.steps()


def _not_shared(file: str) -> UnreadableAnnouncement:
    return UnreadableAnnouncement(
        f"{file}: the machine {socket.gethostname()} does not see it; put it into a folder that all machines share"
    )


def _told(document: Document) -> str | UnreadableAnnouncement:
    try:
        return read(document).to_json()
    except UnreadableAnnouncement as error:
        return error
