"""What a batch will take, told before it is begun: texts, tokens and money, estimated."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from crackdown.loaders.llm.chat import Message

# UTF-8 bytes a token, rounded down so that the estimate is rather too high; tokenizers differ by a third and more.
_BYTES_A_TOKEN = 3.0
_TOKENS_AN_OPERATION, _TOKENS_AT_LEAST = 250, 100


@dataclass
class Batch:
    """The questions of a batch, counted. Prices are per million tokens, None where not known."""

    price_in: float | None
    price_out: float | None
    asked: int = 0
    cached: int = 0
    unread: int = 0  # in languages that are not read: no question
    tokens_in: int = 0
    tokens_out: int = 0

    def add(self, messages: list[Message], schema: dict[str, Any], operations: int) -> None:
        """Count one question; `operations` is how many the built-in reader sees, which the answer's length follows."""
        size = len(json.dumps([messages, schema], ensure_ascii=False).encode("utf-8", "surrogatepass"))
        self.asked += 1
        self.tokens_in += round(size / _BYTES_A_TOKEN)
        self.tokens_out += _TOKENS_AT_LEAST + _TOKENS_AN_OPERATION * max(1, operations)

    @property
    def cost(self) -> float | None:
        """The price of it all, or None where a price is not known.

        >>> Batch(price_in=2.0, price_out=None).cost is None
        True
        >>> Batch(price_in=2.0, price_out=8.0, asked=1, tokens_in=500_000, tokens_out=250_000).cost
        3.0
        """
        if self.price_in is None or self.price_out is None:
            return None
        return (self.tokens_in * self.price_in + self.tokens_out * self.price_out) / 1_000_000

    def told(self) -> str:
        """Say it in a line.

        >>> Batch(None, None, asked=2, cached=1, tokens_in=4096, tokens_out=700).told()
        '2 to ask, about 4,100 tokens in and 700 out; 1 answered before; cost unknown: no prices are set'
        """
        parts = [
            f"{self.asked} to ask, about {round(self.tokens_in, -2):,} tokens in and {round(self.tokens_out, -2):,} out"
        ]
        if self.cached:
            parts.append(f"{self.cached} answered before")
        if self.unread:
            parts.append(f"{self.unread} in languages not read")
        if not self.asked:
            parts[0] = "none to ask"
        elif self.cost is None:
            parts.append("cost unknown: no prices are set")
        else:
            parts.append(f"{money(self.cost)} at the prices set")
        return "; ".join(parts)


def money(amount: float) -> str:
    """Write an estimated sum; its currency is the prices'.

    >>> money(0.001), money(12.345)
    ('less than 0.01', 'about 12.35')
    """
    return "less than 0.01" if 0 < amount < 0.01 else f"about {amount:.2f}"
