"""What a command is given to read, and what `--llm` adds: a batch that costs money is told and agreed to first."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from crackdown.errors import CostNotConfirmed, UnreadableAnnouncement

if TYPE_CHECKING:
    from crackdown.graph.announcement.record import Record
    from crackdown.intake.apart import Apart
    from crackdown.loaders import Options
    from crackdown.loaders.document import Document
    from crackdown.loaders.llm import Mode
    from crackdown.loaders.llm.cost import Batch

    Attempt = Document | UnreadableAnnouncement
    Extract = Callable[[Document], Record]


class Asking(NamedTuple):
    """How a language model is asked.

    Attributes:
        mode: what it may do.
        has_consent: the person agreed beforehand to what it costs.
        warn: told in a sentence whenever the model was no help.
    """

    mode: Mode
    has_consent: bool
    warn: Callable[[str], None]


class Given(NamedTuple):
    """What a command is to read, and what turns one document into a record: None for the built-in reader."""

    documents: Apart
    extract: Extract | None = None


def prepare(paths: Sequence[str], model: Asking | None, options: Options | None = None) -> Given:
    """Make ready to read files, folders or "-", with a language model where it is asked for.

    Raises:
        ModelNotSet: the environment does not say which model to ask.
        CostNotConfirmed: it costs money and nobody agreed; nothing was asked.
    """
    from crackdown.intake.apart import Apart, Ready

    reading = Apart(paths, options)
    if model is None:
        return Given(reading)
    from crackdown.loaders.llm.cache import Cache, default_folder
    from crackdown.loaders.llm.reader import ModelReader
    from crackdown.loaders.llm.settings import ModelSettings

    settings = ModelSettings.from_environment()
    if settings.shows_key:
        model.warn("CRACKDOWN_LLM_KEY goes to another machine unencrypted; set CRACKDOWN_LLM_URL to an https address")
    reader = ModelReader(settings, model.mode, Cache(default_folder()), model.warn)
    # A model is asked from this process, which has the network and the key; it goes over what the built-in reader, in
    # a process of its own, has read within time and memory.
    batch = reader.plan(one.document for one in reading if isinstance(one, Ready))
    where = settings.url.removesuffix("/chat/completions")
    print(f"crackdown: {settings.model} at {where}, {model.mode} mode: {batch.told()}", file=sys.stderr)
    if batch.cost and not model.has_consent:
        _confirm(batch, is_free="-" not in paths)
    return Given(reading, reader.read)


def _confirm(batch: Batch, *, is_free: bool) -> None:
    """Ask a person, where there is one and standard input is free for the answer.

    Raises:
        CostNotConfirmed: nobody said yes.
    """
    import typer

    from crackdown.loaders.llm.cost import money

    if is_free and sys.stdin.isatty() and typer.confirm("Go on?", err=True):
        return
    cost = money(batch.cost or 0)
    raise CostNotConfirmed(f"nothing was asked: this would cost {cost}; give --yes to agree beforehand")
