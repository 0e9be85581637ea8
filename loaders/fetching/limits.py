"""How much, how long and how often is asked of a server."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Final

PRODUCT: Final = "crackdown"  # the name that robots.txt files may speak to


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one page and the pace of one host.

    Attributes:
        max_bytes: of a body, as sent and unpacked.
        timeout_seconds: for connecting, asking and reading one page, each redirect and each attempt by itself.
        redirects: how many are followed.
        attempts: how often a page is asked for where its server is busy or does not answer.
        delay_seconds: between two requests to one host; what robots.txt asks for counts where it is more.
        longest_wait_seconds: how long a server may ask to be left alone before the page is given up for this time.
    """

    max_bytes: int = 10_000_000
    timeout_seconds: float = 60.0
    redirects: int = 5
    attempts: int = 4
    delay_seconds: float = 2.0
    longest_wait_seconds: float = 120.0


def user_agent(contact: str | None) -> str:
    """Say who asks, and where whoever runs the server can complain.

    >>> user_agent("https://example.org/about").endswith(" (+https://example.org/about)")
    True
    """
    try:
        release = version(PRODUCT)
    except PackageNotFoundError:  # run from a checkout that nobody installed
        release = "0"
    return f"{PRODUCT}/{release}" + (f" (+{contact})" if contact else "")
