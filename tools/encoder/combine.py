"""Read with several trained linkers at once, and if asked with the linear models too; print the score of their mean.

usage: combine.py ANNOUNCEMENTS EXAMPLES.pickle E5-SMALL-Q4.bin SAVED.pt … [--linear]
    [--engine MODEL.onnx] [--out READINGS.pickle]
"""

from __future__ import annotations

import argparse
import pickle
import time
from pathlib import Path

import torch
from encoder import Encoder
from lessons import Course
from model import Linker
from reading import Reader, Voice, voice_of
from spans import add_places
from tokens import EncoderFile, Tokenizer
from train import figures_of, show

from crackdown.loaders.training.fitting import load_gold
from crackdown.loaders.training.folds import fold_of, read_with


def main() -> None:
    """Read the fold that was kept for reading, by the linear models and by the mean of all voices."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("announcements", "examples", "encoder"):
        parser.add_argument(name, type=Path)
    parser.add_argument("saved", type=Path, nargs="+", help="what train.py --save wrote")
    parser.add_argument("--linear", action="store_true", help="the linear models by themselves are one voice more")
    parser.add_argument("--engine", type=Path, help="the layers that engine.py wrote of the saved one, to read with")
    parser.add_argument("--out", type=Path, help="where to write what was read, for `compare.py`")
    options = parser.parse_args()
    torch.set_num_threads(1)
    file = EncoderFile(options.encoder)
    tokenizer = Tokenizer(file)
    collected = pickle.loads(options.examples.read_bytes())
    weights = collected["weights"]
    course = Course(collected["texts"], weights, tokenizer, are_kinds_shared=False)
    voices = [Voice(course, weights)] if options.linear else []
    for path in options.saved:
        saved = torch.load(path, weights_only=False)
        own = saved["options"]
        encoder = _encoder(file, own["layers"], own["frozen"], options.engine)
        linker = Linker(encoder, len(course.models), course.initial, own["pooling"])
        linker.load_state_dict(saved["state"], strict=False)  # the word vectors are the file's own
        voices.append(voice_of(linker, course, are_kinds_shared=own["kinds"]))
    unread = [pair for pair in load_gold(options.announcements) if fold_of(pair[0]["id"], own["folds"]) == own["read"]]
    add_places()
    reader = Reader(tokenizer)
    readings = {0: read_with(weights, unread)}
    started = time.process_time()
    with reader.using(*voices):
        readings["mean"] = read_with(weights, unread)
    print(f"{len(unread) / (time.process_time() - started):.1f} texts a second")
    show(own["epochs"], figures_of(readings["mean"]), figures_of(readings[0]))
    if options.out:
        options.out.write_bytes(pickle.dumps(readings))


def _encoder(file: EncoderFile, layers: int, frozen: int, path: Path | None) -> Encoder:
    if path is None:
        return Encoder(file, layers, frozen)
    from engine import Engine  # it needs packages that nothing else here does

    return Engine(file, layers, frozen, path)


if __name__ == "__main__":
    main()
