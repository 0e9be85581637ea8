"""Train what the extraction reads with: `python -m crackdown.loaders.training`, or `make train`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import crackdown.loaders.extraction
from crackdown.checksums import note_checksum
from crackdown.graph.storage.durable import write_durably
from crackdown.loaders.training import ANNOUNCEMENTS, FURTHER
from crackdown.loaders.training.calibration import fit_calibration
from crackdown.loaders.training.fitting import load_gold, train
from crackdown.loaders.training.folds import cross_validate
from crackdown.loaders.training.scoring import Tally, score

_HOME = Path(crackdown.loaders.extraction.__file__).parent / "models"


def main() -> None:
    """Fit the models on all announcements, the calibration on all read by models that had not seen them."""
    parser = argparse.ArgumentParser(prog="python -m crackdown.loaders.training", description=__doc__)
    parser.add_argument(
        "gold", type=Path, nargs="*", default=[ANNOUNCEMENTS, FURTHER], help="folders of <id>.txt and <id>.json"
    )
    parser.add_argument("--output", type=Path, default=_HOME, help="folder for weights.json and calibration.json")
    parser.add_argument("--folds", type=int, default=5, help="parts of the cross-validation behind the calibration")
    options = parser.parse_args()
    announcements = [pair for folder in options.gold for pair in load_gold(folder)]
    if not announcements:
        parser.error(f"{options.gold[0]} holds no <id>.json; name a folder of gold announcements")
    print(f"{len(announcements)} announcements; fitting the models …", flush=True)
    weights = train(announcements)
    _write(options.output / "weights.json", weights)
    print(f"{len(weights)} models, {sum(map(len, weights.values()))} weights; calibrating …", flush=True)
    tally = Tally()
    for reading in cross_validate(announcements, options.folds):
        score(tally, reading.gold, reading.record)
    _write(options.output / "calibration.json", fit_calibration(tally.judged))
    precision, recall, f1 = tally.figures()
    print(f"cross-validation over {options.folds} folds: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


def _write(path: Path, data: dict[str, Any]) -> None:
    write_durably(path, (json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode())
    note_checksum(path)
    print(path, flush=True)


if __name__ == "__main__":
    main()
