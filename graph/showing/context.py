"""The words round a quote, so that a reader sees what is said and not only what was matched.

A quote may be as short as a name; its sentence tells what the name has to do with the fact. The quote itself stays as
it is: what comes before and after it is given beside it, never in its place.
"""

from __future__ import annotations

import re
from typing import Final

_REACH: Final = 160  # code points each way; longer sentences are cut between words
# A sentence ends at a mark and a space, at a mark of a script that writes none, or at a line's end.
_END: Final = re.compile(r"[.!?…](?=\s)|[。！？।။។]|\n")


def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a quote in its sentence; "…" where the sentence goes on.

    >>> surroundings("On Monday he spoke. Then Sok Veasna ordered it. Nobody left.", 25, 35)
    ('Then ', ' ordered it.')
    """
    if not 0 <= start <= end <= len(text):
        return "", ""
    before, after = text[max(start - _REACH, 0) : start], text[end : end + _REACH]
    return _before(before, is_cut=start > _REACH), _after(after, is_cut=end + _REACH < len(text))


def _before(words: str, *, is_cut: bool) -> str:
    ends = [match.end() for match in _END.finditer(words)]
    if ends:
        return words[ends[-1] :].lstrip()
    # Where no blank stands between words, one of them may be cut.
    return "…" + (words.partition(" ")[2] or words) if is_cut else words.lstrip()


def _after(words: str, *, is_cut: bool) -> str:
    stop = _END.search(words)
    if stop:
        return words[: stop.end()].rstrip()
    return (words.rpartition(" ")[0] or words) + "…" if is_cut else words.rstrip()
