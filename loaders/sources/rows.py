"""One row, whatever the file it stands in: checked, and made a Document whose origin its place does not change."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

from crackdown.errors import UnreadableAnnouncement
from crackdown.graph.addresses import page_key
from crackdown.loaders.document import Document, slug
from crackdown.loaders.sources.columns import split_format
from crackdown.loaders.sources.container import Container
from crackdown.loaders.sources.content import HTML, TEXT, to_document
from crackdown.loaders.sources.stated_dates import to_iso
from crackdown.loaders.sources.stated_facts import check_facts

_ONE_ONLY: Final = ("url", "title")
_ID_LENGTH: Final = 80


class Rows:
    """The rows of one file."""

    def __init__(self, container: Container) -> None:
        """Prepare to read them.

        Raises:
            UnreadableAnnouncement: `sources.yaml` says of the file what can be true of one announcement only.
        """
        for field in _ONE_ONLY:
            if field in container.facts:
                raise UnreadableAnnouncement(
                    f"{container.path}: sources.yaml gives it one {field}, but each of its rows is an announcement; "
                    f"map a column: columns: {{{field}: …}}"
                )
        self._container = container
        self._date_format = split_format(container.columns.get("published", ""))[1]
        self._first: dict[int, int] = {}  # the line in which a url or an id stood first, by its hash: files are large

    def document(self, values: Mapping[str, str], number: int) -> Document:
        """Make a Document of what a row says.

        Args:
            values: by field, those of `columns.FIELDS` that it has.
            number: of the line it begins in.

        Raises:
            UnreadableAnnouncement: it has no text, a value that cannot be right, or the url or id of an earlier row.
        """
        place = f"{self._container.path}:{number}"
        said = {field: " ".join(value.split()) for field, value in values.items() if field not in {"text", "html"}}
        stated = {**self._container.facts, **{field: value for field, value in said.items() if value}}
        media_type = TEXT if values.get("text", "").strip() else HTML
        data = (values.get("text" if media_type == TEXT else "html") or "").encode("utf-8", "surrogatepass")
        if not data.strip():
            raise UnreadableAnnouncement(f"{place}: the row has no text; nothing to read")
        self._check(stated, place)
        id_, url = stated.pop("id", None), stated.get("url")
        key = f"{self._container.key}#{id_}" if id_ else f"sha256:{hashlib.sha256(data).hexdigest()}"
        if url or id_:
            self._refuse_second(page_key(url) if url else key, "url" if url else "id", number)
        mark = slug(id_)[:_ID_LENGTH] if id_ else hashlib.sha256((url or key).encode()).hexdigest()[:10]
        return to_document(
            data,
            media_type,
            name=place,
            id_=f"{self._container.stem}-{mark}",
            stated=stated,
            origin=key,
            max_bytes=self._container.options.max_bytes,
        )

    def _check(self, stated: dict[str, str], place: str) -> None:
        """Bring the date to ISO 8601, and refuse what would be stored as something that it is not."""
        if "published" in stated:
            try:
                stated["published"] = to_iso(stated["published"], self._date_format)
            except ValueError as error:
                raise UnreadableAnnouncement(f"{place}: published: {error}") from error
        try:
            check_facts(stated)
        except ValueError as error:
            raise UnreadableAnnouncement(f"{place}: {error}") from error

    def _refuse_second(self, key: str, field: str, number: int) -> None:
        """Refuse a row that would replace an earlier one of its file, and be replaced in turn at the next load."""
        first = self._first.setdefault(hash(key), number)
        if first != number:
            raise UnreadableAnnouncement(
                f"{self._container.path}:{number}: the same {field} as line {first}, so this row is left out; correct "
                f"the {field}, or remove one of the two"
            )
