"""Hits brought to their targets, in order; what fails waits, longer each time, and never holds up another target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from crackdown.errors import StoreUnavailable
from crackdown.graph.watching import feed, mail, webhook
from crackdown.graph.watching.failure import DeliveryFailed, HitLost
from crackdown.graph.watching.hit import Hit, body_of
from crackdown.graph.watching.kept import Kept, Pending
from crackdown.graph.watching.watch import Watch

_FIRST_WAIT: Final = timedelta(seconds=30)
_LONGEST_WAIT: Final = timedelta(hours=6)


@dataclass(frozen=True)
class Delivered:
    """What became of one attempt; without a problem the target has the hit, without a time it never will."""

    target: str
    number: int
    problem: str | None = None
    again_at: datetime | None = None


def deliver(watch: Watch, kept: Kept, *, secret: bytes | None) -> Iterator[Delivered]:
    """Bring every waiting hit whose time has come to its target; each success is on the disk before the next attempt.

    A target that fails gets none of the later hits in this round either, so that they come in order. What waits and can
    be read no more is told and let go of: it would hold up all that comes after it.
    """
    for target in sorted({one.target for one in kept.state.pending}):
        if target not in watch.targets:  # taken out by hand
            kept.state.pending = [one for one in kept.state.pending if one.target != target]
            kept.save()
            continue
        for one in [one for one in kept.state.pending if one.target == target]:
            if one.not_before is not None and _is_early(one.not_before):
                break
            done = _attempt(watch, kept, one, secret)
            kept.save()
            yield done
            if done.problem:
                break


def _is_early(not_before: datetime) -> bool:
    """Tell whether a hit must wait; never longer than any wait is, should the clock have been set back since."""
    return timedelta(0) < not_before - datetime.now(UTC) <= _LONGEST_WAIT


def _attempt(watch: Watch, kept: Kept, one: Pending, secret: bytes | None) -> Delivered:
    try:
        _bring(watch, kept, kept.hit(one.number), one.target, secret)
    except (DeliveryFailed, StoreUnavailable) as error:  # the latter of a disk that fails: others have theirs
        one.tries += 1
        one.not_before = datetime.now(UTC) + min(_FIRST_WAIT * 2 ** min(one.tries - 1, 20), _LONGEST_WAIT)
        one.problem = str(error)
        return Delivered(one.target, one.number, one.problem, one.not_before)
    except HitLost as error:
        kept.state.pending.remove(one)
        return Delivered(one.target, one.number, str(error))
    kept.state.pending.remove(one)
    return Delivered(one.target, one.number)


def _bring(watch: Watch, kept: Kept, hit: Hit, target: str, secret: bytes | None) -> None:
    if target == "webhook" and watch.webhook is not None:
        webhook.post(watch.webhook, body_of(hit), id_=hit.id, secret=secret)
    elif target == "mail" and watch.mail is not None:
        mail.write(watch.mail, hit, to=watch.mail_to)
    else:
        feed.write(watch, kept.recent(hit.number))
