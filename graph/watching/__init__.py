"""Saved queries that tell when their answer changes, each new row with the words behind it.

A `Watch` (`watch`) is a small file in the store's folder. In a round (`rounds`) its query is asked, the answer compared
with the last one kept (`comparing`), and what changed written down as a `Hit` (`hit`, `telling`) in the same step as
the new answer (`kept`). Only then it is delivered (`delivering`): to a `webhook`, as a `mail`, into a `feed`; what
fails is tried again in later rounds. A crash in between delivers the same hit again, under the same id.
"""

from crackdown.graph.watching.hit import Hit
from crackdown.graph.watching.rounds import Told, go_round
from crackdown.graph.watching.watch import Watch, Watches

__all__ = ["Hit", "Told", "Watch", "Watches", "go_round"]
