"""The one way in which a delivery fails; it never leaves this package: rounds tell it and try again."""

from __future__ import annotations


class DeliveryFailed(Exception):
    """A target did not take a hit; the message says why and holds no secret part of its address."""
