"""Measure how many texts a second of one core's time encodes: in fp32, in bf16, and with int8 weights.

usage: speed.py EXAMPLES.pickle E5-SMALL-Q4.bin [--layers 8] [--texts 60]
"""

from __future__ import annotations

import argparse
import pickle
import time
from pathlib import Path

import numpy as np
import torch
from encoder import Encoder
from tokens import EncoderFile, Tokenizer
from torch import nn


def main() -> None:
    """Encode some of the texts in three ways, on one thread."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("examples", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--texts", type=int, default=60)
    options = parser.parse_args()
    torch.set_num_threads(1)
    file = EncoderFile(options.encoder)
    tokenizer = Tokenizer(file)
    texts = [text for _, text, *_ in pickle.loads(options.examples.read_bytes())["texts"]][: options.texts]
    started = time.thread_time()
    pieces = [tokenizer.encode(text)[0] for text in texts]
    print(f"cut into pieces: {len(texts) / (time.thread_time() - started):.0f} texts a second")
    print(f"pieces a text: median {np.median([len(one) for one in pieces]):.0f}, most {max(map(len, pieces))}")
    encoder = Encoder(file, options.layers, frozen=0).eval()
    _measure("fp32", encoder, pieces)
    with torch.autocast("cpu", torch.bfloat16):
        _measure("bf16", encoder, pieces)
    _measure("int8", torch.ao.quantization.quantize_dynamic(encoder, {nn.Linear}, torch.qint8), pieces)


@torch.no_grad()
def _measure(name: str, encoder: nn.Module, pieces: list[np.ndarray]) -> None:
    encoder(pieces[:2])
    started = time.thread_time()
    encoder(pieces)
    print(f"{name}: {len(pieces) / (time.thread_time() - started):.1f} texts a second")


if __name__ == "__main__":
    main()
