"""How a delivery fails; neither way leaves this package: rounds tell it, and try again where that may help."""

from __future__ import annotations


class DeliveryFailed(Exception):
    """A target did not take a hit; the message says why and holds no secret part of its address."""


class HitLost(Exception):
    """A hit that waits to be delivered cannot be read any more: there is nothing left to deliver."""
