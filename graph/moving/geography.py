"""Where airports lie, by their codes: from the airportsdata package, so that a map asks no other server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import airportsdata


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on the earth, in degrees (WGS 84)."""

    latitude: float
    longitude: float


def spot_of_airport(codes: Iterable[str]) -> Spot | None:
    """Return where the airport of these IATA or ICAO codes lies; None where the package does not list it.

    >>> spot_of_airport(["KTI"])
    Spot(latitude=11.362917, longitude=104.916611)
    >>> spot_of_airport(["ZZZZ"]) is None
    True
    """
    return next((_spots()[code] for code in sorted(codes) if code in _spots()), None)


@cache
def _spots() -> dict[str, Spot]:
    spots: dict[str, Spot] = {}
    for airport in airportsdata.load().values():
        spot = Spot(airport["lat"], airport["lon"])
        spots[airport["icao"]] = spot
        if airport["iata"]:
            spots[airport["iata"]] = spot
    return spots
