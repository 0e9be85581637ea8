"""From a source to the pages that its announcements are on: which to ask for, and what became of each.

`listing` reads a source's list, `expectations` says what is wrong with it, `collector` fetches and archives, `state`
remembers. What is read from the pages, and into which store, is not decided here.
"""

from __future__ import annotations

from crackdown.loaders.collecting.collector import Collector, settle_gone
from crackdown.loaders.collecting.documents import UnreadPage, to_unread_page
from crackdown.loaders.collecting.expectations import disappointments
from crackdown.loaders.collecting.listing import Listed, read_list
from crackdown.loaders.collecting.state import Page, Run, State

__all__ = [
    "Collector",
    "Listed",
    "Page",
    "Run",
    "State",
    "UnreadPage",
    "disappointments",
    "read_list",
    "settle_gone",
    "to_unread_page",
]
