"""Train the linker on one part of the announcements, read the other, print the score after every second epoch.

usage: train.py ANNOUNCEMENTS EXAMPLES.pickle E5-SMALL-Q4.bin OUT.json [--epochs 8] [--layers 8] [--kinds] …

EXAMPLES.pickle is what `collect.py` wrote. OUT.json gets, epoch by epoch, precision, recall and F1 of all facts, of the
key facts, and of each sort of fact, and the share of quotes that overlap the gold's; epoch 0 are the linear models by
themselves. OUT.pickle gets what was read, for `compare.py`.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from encoder import Encoder
from lessons import Course, Lesson
from model import Linker, loss_of
from reading import Reader, voice_of
from spans import add_places
from tokens import EncoderFile, Tokenizer

from crackdown.loaders.training import choices
from crackdown.loaders.training.fitting import _PENALTIES, _PENALTY, load_gold
from crackdown.loaders.training.folds import Reading, fold_of, read_with
from crackdown.loaders.training.scoring import KEY_FACTS, Tally, score

sys.path.append(str(Path(__file__).parents[1]))
from quality_page import overlapping

_RATES = {"encoder": 1e-4, "head": 1e-3, "linear": 5e-3}
_DECAY = 0.01  # of encoder and head; the linear models have their own penalty
_DROPPED = 0.08  # of the pieces of a text
_SHRUNK = 0.8  # of the linear models' weights is where their training goes on from
_WARM = 0.1  # of the steps
_CLIPPED = 5.0  # the norm of a gradient at most
Figures = dict[str, tuple[float, float, float]]


def main() -> None:
    """Train and measure."""
    options = _options()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    file = EncoderFile(options.encoder)
    tokenizer = Tokenizer(file)
    collected = pickle.loads(options.examples.read_bytes())
    weights = collected["weights"]
    course = Course(collected["texts"], weights, tokenizer, are_kinds_shared=options.kinds)
    linker = Linker(
        Encoder(file, options.layers, options.frozen), len(course.models), _SHRUNK * course.initial, options.pooling
    )
    unread = [
        pair for pair in load_gold(options.announcements) if fold_of(pair[0]["id"], options.folds) == options.read
    ]
    add_places()
    reader = Reader(tokenizer)
    readings = {0: read_with(weights, unread)}
    figures = {0: figures_of(readings[0])}
    show(0, figures[0], figures[0])
    penalties = _PENALTIES | {model: choices._PENALTY for *_, chosen in collected["texts"] for model, _ in chosen}
    for epoch in _epochs(linker, course, options, course.penalties(_PENALTY, penalties)):
        if options.save:
            kept = {name: value for name, value in linker.state_dict().items() if name != "encoder.words.weight"}
            torch.save({"options": vars(options), "epoch": epoch, "state": kept}, options.save)
        if unread and (epoch % options.every == 0 or epoch == options.epochs):
            started = time.monotonic()
            with reader.using(voice_of(linker, course, are_kinds_shared=options.kinds)):
                readings[epoch] = read_with(weights, unread)
            figures[epoch] = figures_of(readings[epoch])
            show(epoch, figures[epoch], figures[0])
            print(f"  read in {time.monotonic() - started:.0f} s", flush=True)
            options.out.write_text(json.dumps({"options": vars(options), "figures": figures}, default=str, indent=1))
            options.out.with_suffix(".pickle").write_bytes(pickle.dumps(readings))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("announcements", "examples", "encoder", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=6, help="texts of a step")
    parser.add_argument("--rate", type=float, default=1.0, help="by what all learning rates are multiplied")
    parser.add_argument("--every", type=int, default=2, help="epochs between two readings")
    parser.add_argument("--layers", type=int, default=8, help="of the encoder's twelve, the lowest")
    parser.add_argument("--frozen", type=int, default=3, help="of these, the lowest, which are not trained")
    parser.add_argument("--kinds", action="store_true", help="train the ten kinds as one choice")
    parser.add_argument("--pooling", choices=("nearest", "mean", "max"), default="nearest")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--read", type=int, default=1, help="the fold that is read; -1 for none")
    parser.add_argument("--folds", type=int, default=2)
    parser.add_argument("--save", type=Path, help="where to write the trained weights, after every epoch")
    parser.add_argument("--fp32", action="store_true", help="calculate with 32 bits, where the processor has no bf16")
    return parser.parse_args()


def _epochs(linker: Linker, course: Course, options: argparse.Namespace, penalties: torch.Tensor) -> Iterator[int]:
    """Train; give the number of each epoch when it is done."""
    groups = [
        {
            "params": [p for p in getattr(linker, name).parameters() if p.requires_grad],
            "lr": options.rate * rate,
            "weight_decay": 0.0 if name == "linear" else _DECAY,
        }
        for name, rate in _RATES.items()
    ]
    optimizer = torch.optim.AdamW(groups, fused=True)
    lessons, shuffled = course.lessons, random.Random(options.seed)
    steps = options.epochs * -(-len(lessons) // options.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (_WARM * steps), (steps - step) / ((1 - _WARM) * steps))
    )
    decay = penalties / 2 / len(lessons)
    for epoch in range(1, options.epochs + 1):
        started, total = time.monotonic(), 0.0
        linker.train()
        for batch in _batches(lessons, shuffled, options.batch):
            with torch.autocast("cpu", torch.bfloat16, enabled=not options.fp32):
                found = linker(batch, _DROPPED)
            lost = torch.stack([loss_of(logits.float(), one) for logits, one in zip(found, batch, strict=True)]).sum()
            total += lost.item()
            lost = (lost + len(batch) * (decay * linker.linear.weight[:, 0] ** 2).sum()) / len(batch)
            optimizer.zero_grad()
            lost.backward()
            for group in groups:
                torch.nn.utils.clip_grad_norm_(group["params"], _CLIPPED)
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch}: loss {total / len(lessons):.2f} a text, {time.monotonic() - started:.0f} s", flush=True)
        yield epoch


def _batches(lessons: list[Lesson], shuffled: random.Random, size: int) -> list[list[Lesson]]:
    """Give the texts in batches, in another order each time."""
    order = shuffled.sample(lessons, len(lessons))
    return [order[at : at + size] for at in range(0, len(order), size)]


def figures_of(readings: list[Reading]) -> Figures:
    """Give precision, recall and F1 of all facts, of key facts and of each sort; and the share of quotes that fit."""
    tally = Tally()
    for reading in readings:
        score(tally, reading.gold, reading.record)
    facts = sorted(tally.found | tally.wrong | tally.missed)
    near, quoted = overlapping(readings)
    return {
        "all": tally.figures(),
        "key": tally.figures(KEY_FACTS),
        "quotes": (near / quoted if quoted else 1.0,) * 3,
        **{fact: tally.figures([fact]) for fact in facts},
    }


def show(epoch: int, figures: Figures, base: Figures) -> None:
    """Print F1, and how far it is from that of the linear models."""
    print(f"after epoch {epoch}: F1 " + ", ".join(
        f"{fact} {found[2]:.3f} ({found[2] - base[fact][2]:+.3f})" for fact, found in figures.items()
    ), flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
