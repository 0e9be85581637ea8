"""Which pages of an archive are read, and the count of those that are not, so that nothing is left out silently."""

from __future__ import annotations

import fnmatch
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from crackdown.errors import UnknownFormat
from crackdown.graph.addresses import page_key

STATUS: Final = "not answered with status 200"
MEDIA: Final = "no page, PDF or text"
ADDRESS: Final = "without a web address"
UNMATCHED: Final = "not of an address that --url-matching asks for"
LANGUAGE: Final = "not in a language that --language asks for"
OUT_OF_SCOPE: Final = "that speak of no crackdown by the word test (--all-pages reads them)"
SAME: Final = "with the content of another page"
EARLIER: Final = "an earlier capture of a page that was read"
CUT: Final = "cut short by the crawler"
REVISIT: Final = "revisits of a page that the archive holds"


class Selection:
    """What to read of archives, and what became of their records in one run.

    Args:
        url_matching: a glob over the whole address (`https://*.gov.kh/*`), or a regular expression between slashes.
        languages: BCP 47; "zh" is any Chinese. None asks for all.
        all_pages: read those that fail the word test too.

    Raises:
        UnknownFormat: the expression does not compile.
    """

    def __init__(
        self, *, url_matching: str | None = None, languages: Iterable[str] = (), all_pages: bool = False
    ) -> None:
        self.all_pages = all_pages
        self.heartbeat: Callable[[], None] | None = None  # called at each record: archives are long
        self.read = 0
        self.skipped: Counter[str] = Counter()
        self._languages = {language.lower() for language in languages}
        self._address = _expression(url_matching) if url_matching else None
        self._contents: set[int] = set()
        self._held: set[int] = set()  # addresses and payload digests of the records met
        self._captures: dict[int, str] = {}  # of the addresses read: when
        self._revisits: list[tuple[str, tuple[int, ...]]] = []

    def skip(self, reason: str) -> None:
        """Count a record that is not read."""
        self.skipped[reason] += 1

    def wants_address(self, url: str) -> bool:
        """Tell whether `url_matching` fits, or is not given."""
        return self._address is None or self._address.search(url) is not None

    def wants_language(self, language: str) -> bool:
        """Tell whether a language is among those asked for.

        >>> Selection(languages=["zh"]).wants_language("zh-Hant"), Selection(languages=["km"]).wants_language("en")
        (True, False)
        """
        tag = language.lower()
        return not self._languages or bool({tag, tag.split("-", maxsplit=1)[0]} & self._languages)

    def is_new(self, content: bytes) -> bool:
        """Tell whether a content was not met before, and remember it."""
        return self.is_new_mark(mark_of(content))

    def is_new_mark(self, mark: int) -> bool:
        """Tell the same of a content of which only the mark is at hand."""
        is_new = mark not in self._contents
        self._contents.add(mark)
        return is_new

    def hold(self, *marks: str | None) -> None:
        """Remember that the archive holds the record of this address or payload digest."""
        self._held.update(mark_of(mark.encode()) for mark in marks if mark)

    def revisit(self, url: str, *marks: str | None) -> None:
        """Note a record that says no more than that another's payload was met again."""
        self._revisits.append((url, tuple(mark_of(mark.encode()) for mark in marks if mark)))

    def is_latest(self, url: str, captured: str | None) -> bool:
        """Tell whether no later capture of an address was read, and remember this one."""
        key, when = mark_of(page_key(url).encode("utf-8", "surrogatepass")), captured or ""
        if self._captures.get(key, "") > when:
            return False
        self._captures[key] = when
        return True

    def told(self) -> list[str]:
        """Give what became of the records, in sentences; none where no archive was read."""
        lost = [url for url, marks in self._revisits if not self._held.intersection(marks)]
        skipped = self.skipped + Counter({REVISIT: len(self._revisits) - len(lost)})
        if not self.read and not skipped and not lost:
            return []
        reasons = "; ".join(f"{count:,} {reason}" for reason, count in skipped.most_common())
        sentences = [f"archives: {self.read:,} page{'' if self.read == 1 else 's'} taken; skipped: {reasons or 'none'}"]
        if lost:
            sentences.append(
                f"archives: {len(lost):,} pages were met again unchanged, and the archive that holds them is another "
                f"(first: {lost[0]}); load that one too"
            )
        return sentences


def _expression(pattern: str) -> re.Pattern[str]:
    is_expression = len(pattern) > 2 and pattern.startswith("/") and pattern.endswith("/")
    try:
        return re.compile(pattern[1:-1] if is_expression else fnmatch.translate(pattern))
    except re.error as error:
        raise UnknownFormat(f"--url-matching {pattern}: the expression does not compile ({error})") from error


def mark_of(content: bytes) -> int:
    """Give the number by which a content or an address is remembered."""
    return int.from_bytes(hashlib.blake2b(content, digest_size=16).digest(), "big")
