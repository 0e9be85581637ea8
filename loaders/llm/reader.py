"""Reading with a model: the built-in reader first, then the model, then the checks.

Wherever the model is no help, the built-in result stands as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Protocol

from crackdown.errors import ModelAnswerInvalid, ModelError, ModelUnavailable
from crackdown.graph.announcement.record import Record
from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract_analysed
from crackdown.loaders.extraction.record.coverage import mark_used
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.llm import Mode
from crackdown.loaders.llm.cache import Cache, key_of
from crackdown.loaders.llm.chat import Chat, Message
from crackdown.loaders.llm.chosen import Chosen
from crackdown.loaders.llm.cost import Batch
from crackdown.loaders.llm.link_mode import LinkQuestion
from crackdown.loaders.llm.merging import Merge
from crackdown.loaders.llm.open_mode import OpenQuestion
from crackdown.loaders.llm.quotes import Quotes
from crackdown.loaders.llm.recognised import of_type, recognised_in
from crackdown.loaders.llm.settings import ModelSettings

_GIVE_UP = 3  # failures to answer at all, one after another
_LASTING = {401, 402, 403}  # refusals that the next text would meet too
_AGAIN = "That was no JSON object of the form asked for. Answer again with that JSON object alone."


class ModelReader:
    """Reads announcements with a language model beside the built-in reader.

    Args:
        settings: which model.
        mode: what it may do.
        cache: the answers that it gave before.
        warn: told in a sentence whenever the model was no help and the built-in result stands.
    """

    def __init__(self, settings: ModelSettings, mode: Mode, cache: Cache, warn: Callable[[str], None]) -> None:
        self._settings = settings
        self._mode = mode
        self._cache = cache
        self._warn = warn
        self._chat = Chat(settings)
        self._failures = 0
        self._has_given_up = self._cannot_keep = False
        self._read_by = f"{settings.model} ({mode} mode)"

    def plan(self, documents: Iterable[Document]) -> Batch:
        """Tell, without asking, what reading these documents will take."""
        batch = Batch(self._settings.price_in, self._settings.price_out)
        for document in documents:
            try:
                record, analysis = extract_analysed(document)
            except Exception:  # a fault of the built-in reader is told when the text is read, and for that text alone
                continue
            if analysis is None:
                batch.unread += 1
                continue
            question = self._question(record, analysis)
            if self._cache.read(self._key(question.messages)) is None:
                batch.add(question.messages, question.schema, len(record.operations))
            else:
                batch.cached += 1
        return batch

    def read(self, document: Document) -> Record:
        """Read one document; the built-in reader's record where the model cannot be asked or its answer not used."""
        record, analysis = extract_analysed(document)
        if analysis is None or self._has_given_up:
            return record
        question = self._question(record, analysis)
        dropped: Counter[str] = Counter()
        try:
            chosen = self._answer(question, dropped)
            self._failures = 0
            return self._merged(record, analysis, question, chosen, dropped)
        except ModelError as error:
            self._fail(document, error)
        except ValueError as error:  # an answer that passed the checks and still fits no record
            self._fail(document, ModelAnswerInvalid(f"the model's answer fits no record ({type(error).__name__})"))
        return record

    def _question(self, record: Record, analysis: Analysis) -> Question:
        text = analysis.view.original
        if self._mode is Mode.LINK:
            return LinkQuestion(text, recognised_in(analysis))
        return OpenQuestion(text, Quotes(text, analysis, record))

    def _key(self, messages: list[Message]) -> str:
        return key_of(self._settings.model, self._mode, messages)

    def _answer(self, question: Question, dropped: Counter[str]) -> list[Chosen]:
        """Take the answer from the cache, or ask; an answer of another form is asked for once more."""
        key = self._key(question.messages)
        kept = self._cache.read(key)
        if kept is not None:
            try:
                return question.read(kept, dropped)
            except ModelAnswerInvalid:
                dropped.clear()  # a damaged file: ask as if there were none
        try:
            answer = self._chat.ask(question.messages, question.schema)
            chosen = question.read(answer, dropped)
        except ModelAnswerInvalid:
            dropped.clear()
            again: Message = {"role": "user", "content": _AGAIN}
            answer = self._chat.ask([*question.messages, again], question.schema)
            chosen = question.read(answer, dropped)
        self._keep(key, answer)
        return chosen

    def _keep(self, key: str, answer: dict[str, object]) -> None:
        try:
            self._cache.write(key, answer)
        except OSError as error:
            if not self._cannot_keep:
                self._warn(
                    f"{self._cache.folder}: answers cannot be kept here ({error.strerror}); asking again will cost"
                )
            self._cannot_keep = True

    def _merged(
        self, record: Record, analysis: Analysis, question: Question, chosen: list[Chosen], dropped: Counter[str]
    ) -> Record:
        text, joined = analysis.view.original, record.model_copy(deep=True)
        merge = Merge(joined, {one.value: one.country for one in of_type(recognised_in(analysis), "place")})
        if isinstance(question, OpenQuestion):
            for thing in question.things.values():
                for evidence in thing.evidence.values():
                    for one in evidence.values() if isinstance(evidence, dict) else [evidence]:
                        one.read_by = self._read_by
            merge.add_things(question.things)
        written = [(one, one.write(text, self._read_by, dropped)) for one in _distinct(chosen)]
        merge.add_operations((one, operation) for one, operation in written if operation is not None)
        told = (
            f"Read by {self._read_by} beside the built-in reader. Facts of the model alone: {merge.added}; "
            f"confirmed by it: {merge.confirmed}; suggestions dropped: {dropped.total()}."
        )
        joined.notes.append(told)
        mark_used(joined)
        return joined

    def _fail(self, document: Document, error: ModelError) -> None:
        lasting = isinstance(error, ModelUnavailable) and error.status in _LASTING
        self._failures += isinstance(error, ModelUnavailable)
        self._has_given_up = lasting or self._failures >= _GIVE_UP
        rest = " and so will all that follow" if self._has_given_up else ""
        self._warn(f"{document.id}: {error}; it is read by the built-in reader alone{rest}")


class Question(Protocol):
    """What both modes have in common."""

    messages: list[Message]
    schema: dict[str, object]

    def read(self, answer: dict[str, object], dropped: Counter[str]) -> list[Chosen]:
        """Turn an answer into picks."""


def _distinct(chosen: list[Chosen]) -> list[Chosen]:
    """Drop an operation that was told before: the same kind of the same people, or by the same word."""
    seen: dict[tuple[str, object], Chosen] = {}
    for one in chosen:
        persons = one.single.get("persons")
        seen.setdefault((one.kind, persons.value if persons else one.trigger and one.trigger.spans), one)
    return list(seen.values())
