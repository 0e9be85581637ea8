"""The linker: what the linear models say, plus what an encoder makes of the words."""

from __future__ import annotations

import torch
from encoder import Encoder
from lessons import Lesson
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

_NAMED = 32  # numbers by which the head knows a model
_INNER = 256
_DROPPED = 0.2


class Head(nn.Module):
    """From the vectors of anchor, candidate and sentence to what they add to a model's logit; nothing at first."""

    def __init__(self, models: int, hidden: int) -> None:
        super().__init__()
        self.names = nn.Embedding(models, _NAMED)
        self.inner = nn.Linear(4 * hidden + _NAMED, _INNER)
        self.out = nn.Embedding(models, _INNER)
        nn.init.zeros_(self.out.weight)

    def forward(self, vectors: Tensor, models: Tensor) -> Tensor:
        """Give the addition to the logit, row by row; `vectors` are anchor, candidate, sentence."""
        anchor, candidate, sentence = vectors.unbind(1)
        joined = torch.cat([anchor, candidate, anchor * candidate, sentence, self.names(models)], 1)
        inner = F.dropout(F.relu(self.inner(F.dropout(joined, _DROPPED, self.training))), _DROPPED, self.training)
        return (inner * self.out(models)).sum(1)


class Linker(nn.Module):
    """Linear models and encoder, trained together."""

    def __init__(self, encoder: Encoder, models: int, initial: Tensor, pooling: str) -> None:
        super().__init__()
        self.encoder, self.pooling = encoder, pooling
        self.head = Head(models, encoder.norm.normalized_shape[0])
        self.linear = nn.EmbeddingBag.from_pretrained(initial[:, None].clone(), freeze=False, mode="sum")

    def forward(self, lessons: list[Lesson], dropped: float = 0.0) -> list[Tensor]:
        """Give the logits of every text's examples."""
        states = self.encoder([lesson.pieces for lesson in lessons], dropped)
        return [
            self.linear(lesson.features, lesson.edges)[:, 0]
            + self.added(running_sums(own), lesson.spans, lesson.mentions, lesson.models)
            for lesson, own in zip(lessons, states, strict=True)
        ]

    def added(self, sums: Tensor, spans: Tensor, mentions: Tensor, models: Tensor) -> Tensor:
        """Give what the encoder adds; `sums` are the running sums of a text's vectors."""
        vectors = _means(sums, spans)
        if self.pooling != "nearest":
            every = _means(sums, mentions)
            candidate = every.amax(1) if self.pooling == "max" else every.mean(1)
            vectors = torch.stack([vectors[:, 0], candidate, vectors[:, 2]], 1)
        return self.head(vectors, models)


def running_sums(states: Tensor) -> Tensor:
    """Give the sums of a text's vectors up to each piece, from which the mean of any range is had at once."""
    return torch.cumsum(F.pad(states.float(), (0, 0, 1, 0)), 0)


def _means(sums: Tensor, ranges: Tensor) -> Tensor:
    first, end = ranges.unbind(-1)
    return (sums[end] - sums[first]) / (end - first)[..., None]


def loss_of(logits: Tensor, lesson: Lesson) -> Tensor:
    """Give the loss of one text's examples, summed: of each by itself, and of each choice as a whole."""
    alone = lesson.groups < 0
    total = F.binary_cross_entropy_with_logits(logits[alone], lesson.labels[alone], reduction="sum")
    if alone.all():
        return total
    logits, groups, labels = logits[~alone], lesson.groups[~alone], lesson.labels[~alone]
    nothing = logits.new_zeros(int(groups.max()) + 1)
    highest = nothing.scatter_reduce(0, groups, logits.detach(), "amax", include_self=False)
    raised = (logits - highest[groups]).exp()
    whole, right = nothing.index_add(0, groups, raised), nothing.index_add(0, groups, raised * labels)
    is_taught = right > 0
    return total - (right[is_taught] / whole[is_taught]).log().sum()
