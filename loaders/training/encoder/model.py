"""The linker: what the linear models say, plus what an encoder makes of the words."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from crackdown.loaders.training.encoder.encoder import Encoder
from crackdown.loaders.training.encoder.lessons import Lesson

_NAMED = 32  # numbers by which the head knows a model
_INNER = 256
_DROPPED = 0.2


class Head(nn.Module):
    """From the vectors of anchor, candidate and sentence to what they add to a model's log odds; nothing at first."""

    def __init__(self, models: int, hidden: int) -> None:
        super().__init__()
        self.names = nn.Embedding(models, _NAMED)
        self.inner = nn.Linear(4 * hidden + _NAMED, _INNER)
        self.out = nn.Embedding(models, _INNER)
        nn.init.zeros_(self.out.weight)

    def forward(self, vectors: Tensor, models: Tensor) -> Tensor:
        """Give the addition, row by row.

        Args:
            vectors: rows × (anchor, candidate, sentence) × hidden.
            models: the number of the model that each row asks.
        """
        anchor, candidate, sentence = vectors.unbind(1)
        joined = torch.cat([anchor, candidate, anchor * candidate, sentence, self.names(models)], 1)
        inner = F.dropout(F.relu(self.inner(F.dropout(joined, _DROPPED, self.training))), _DROPPED, self.training)
        return (inner * self.out(models)).sum(1)


class Linker(nn.Module):
    """Linear models and encoder, trained together.

    Args:
        encoder: what reads the words.
        models: how many models there are.
        initial: the weight of every feature at first.
    """

    def __init__(self, encoder: Encoder, models: int, initial: Tensor) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = Head(models, encoder.norm.normalized_shape[0])
        self.linear = nn.EmbeddingBag.from_pretrained(initial[:, None].clone(), freeze=False, mode="sum")

    def forward(self, lesson: Lesson, dropped: float = 0.0) -> Tensor:
        """Give the log odds of one text's examples, row by row; `dropped` is the share of pieces that is hidden."""
        vectors = _means(self.encoder(lesson.pieces, dropped), torch.from_numpy(lesson.spans))
        features, edges = torch.from_numpy(lesson.features), torch.from_numpy(lesson.edges)
        return self.linear(features, edges)[:, 0] + self.head(vectors, torch.from_numpy(lesson.models))


def _means(states: Tensor, ranges: Tensor) -> Tensor:
    """Give the mean vector of each range of pieces, by the running sums of all."""
    sums = torch.cumsum(F.pad(states, (0, 0, 1, 0)), 0)
    first, end = ranges.unbind(-1)
    return (sums[end] - sums[first]) / (end - first)[..., None]


def loss_of(logits: Tensor, lesson: Lesson) -> Tensor:
    """Give the loss of one text's examples, summed: of each by itself, and of each choice as a whole."""
    every_label, every_group = torch.from_numpy(lesson.labels), torch.from_numpy(lesson.groups)
    alone = every_group < 0
    total = F.binary_cross_entropy_with_logits(logits[alone], every_label[alone], reduction="sum")
    if alone.all():
        return total
    logits, groups, labels = logits[~alone], every_group[~alone], every_label[~alone]
    nothing = logits.new_zeros(int(groups.max()) + 1)
    highest = nothing.scatter_reduce(0, groups, logits.detach(), "amax", include_self=False)
    raised = (logits - highest[groups]).exp()
    whole, right = nothing.index_add(0, groups, raised), nothing.index_add(0, groups, raised * labels)
    is_taught = right > 0
    return total - (right[is_taught] / whole[is_taught]).log().sum()
