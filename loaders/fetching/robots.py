"""robots.txt, as RFC 9309 has it: who must keep out, and how long to wait between requests.

No such file (4xx) allows all; a server that fails (5xx), cannot be reached or asks to be left alone (429) forbids all,
for this run. It is read once a run for each scheme, host and port.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Final, NamedTuple

from protego import Protego

from crackdown.errors import FetchError, FetchRefused
from crackdown.loaders.fetching.answers import Answer

LONGEST_DELAY_SECONDS: Final = 3600.0  # as of a source; one that asks for days would have a run stand still for weeks
MAX_BYTES: Final = 512_000  # RFC 9309, 2.5: at least 500 KiB; what comes after is not looked at


class Rules(NamedTuple):
    """What a server's robots.txt says to one crawler.

    Attributes:
        parsed: its rules; None where there are none.
        forbidden: why nothing at all may be fetched.
        told: what was found, for people.
    """

    parsed: Protego | None
    forbidden: str | None
    told: str

    def is_forbidden(self, url: str, agent: str) -> bool:
        """Tell whether the rules keep this crawler from an address, not only from all of a server for this run."""
        return self.parsed is not None and not self.parsed.can_fetch(url, agent)

    def refuse(self, url: str, agent: str) -> None:
        """Refuse an address that the rules keep this crawler from.

        Raises:
            FetchRefused: they do.
        """
        if self.forbidden:
            raise FetchRefused(f"{url}: {self.forbidden}, so nothing may be fetched there for now (RFC 9309)")
        if self.is_forbidden(url, agent):
            raise FetchRefused(f"{url}: robots.txt asks crawlers to keep out")

    def delay_seconds(self, agent: str) -> float:
        """Return how long to wait between two requests."""
        return float((self.parsed and self.parsed.crawl_delay(agent)) or 0.0)


def read_rules(answer: Answer | FetchError, agent: str) -> Rules:
    """Make rules for a crawler of what a server answers when asked for its robots.txt."""
    if isinstance(answer, FetchError):
        return Rules(None, f"robots.txt cannot be read ({answer})", "robots.txt cannot be read: nothing is fetched")
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        why = f"robots.txt is answered with {answer.status}"
        return Rules(None, why, f"{why}: nothing is fetched")
    if answer.status != HTTPStatus.OK:
        return Rules(None, None, "no robots.txt: all may be fetched")
    parsed = Protego.parse(answer.body[:MAX_BYTES].decode("utf-8-sig", "replace"))
    rules = Rules(parsed, None, "robots.txt is heeded")
    delay = rules.delay_seconds(agent)
    if delay > LONGEST_DELAY_SECONDS:
        why = f"robots.txt asks for {delay:g} s between two requests"
        return Rules(parsed, why, f"{why}: nothing is fetched")
    return rules._replace(told=f"robots.txt is heeded, with {delay:g} s between two requests") if delay else rules
