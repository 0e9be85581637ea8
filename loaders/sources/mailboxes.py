"""Mails as Documents: of a mail its text and each announcement attached to it; of a mailbox (MBOX, RFC 4155) each mail.

The standard library's `mailbox` holds a mail whole, however large it is; here one that is too large is passed by.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.document import Document, slug
from crackdown.loaders.sources.container import Attempt, Container, iter_lines
from crackdown.loaders.sources.content import EML, MEDIA_TYPES, to_document
from crackdown.loaders.sources.mail import Attached, Mail, read_mail
from crackdown.loaders.sources.options import Options

_DEEPEST: Final = 5  # mails inside mails
_SHOWN: Final = 5  # attached files that are not read, by name
_FROM: Final = b"From "
_QUOTED_FROM = re.compile(rb"^>(>*From )")
_ONE_ONLY: Final = ("url", "title")


@dataclass(frozen=True, slots=True)
class _At:
    """Where a mail stands.

    Attributes:
        place: for messages.
        stem: what its id is, or the ids of what is attached to it begin with.
        origin: used where it has no Message-ID.
        facts: what is said of it from outside.
        depth: how many mails it stands in.
    """

    place: str
    stem: str
    origin: str
    facts: Mapping[str, str]
    depth: int = 0


def iter_mail(data: bytes, container: Container) -> Iterator[Attempt]:
    """Yield the text of the one mail in a file, and the announcements attached to it."""
    facts = container.facts
    yield from _documents(data, _At(str(container.path), container.stem, container.key, facts), container.options)


def iter_mailbox(container: Container) -> Iterator[Attempt]:
    """Yield what each mail of a mailbox brings, or why it brings nothing; one mail is held at a time.

    Raises:
        UnreadableAnnouncement: it is no mailbox, or `sources.yaml` says of it what cannot be.
        OSError: it cannot be read.
    """
    for field in _ONE_ONLY:
        if field in container.facts:
            raise UnreadableAnnouncement(
                f"{container.path}: sources.yaml gives it one {field}, but each of its mails is an announcement"
            )
    for count, (number, data) in enumerate(_mails(container), 1):
        place = f"{container.path}:{number} (mail {count})"
        if data is None:
            yield container.too_large(place)
            continue
        digest = hashlib.sha256(data).hexdigest()
        yield from _documents(data, _At(place, container.stem, f"sha256:{digest}", container.facts), container.options,
                              is_one_of_many=True)  # fmt: skip


def _mails(container: Container) -> Iterator[tuple[int, bytes | None]]:
    """Yield the mails with the line each begins in; None for one that is too large."""
    with container.path.open("rb") as file:
        if not file.peek(5).startswith(_FROM):
            raise UnreadableAnnouncement(f"{container.path}: this is no mailbox: it does not begin with 'From '")
        begin, size, lines, is_after_blank = 0, 0, list[bytes](), True
        for number, line in iter_lines(file, container.most):
            if line is not None and is_after_blank and line.startswith(_FROM):
                if begin:
                    yield begin, b"".join(lines) if size <= container.most else None
                begin, size, lines = number, 0, []
                container.at = file.tell()
                continue
            size += container.most + 1 if line is None else len(line)
            if line is not None and size <= container.most:
                lines.append(_QUOTED_FROM.sub(rb"\1", line))
            is_after_blank = line is not None and not line.strip()
        yield begin, b"".join(lines) if size <= container.most else None


def _documents(data: bytes, at: _At, options: Options, *, is_one_of_many: bool = False) -> Iterator[Attempt]:
    """Yield a mail's text where it has one, then what is attached to it."""
    try:
        mail = read_mail(data, at.place)
    except UnreadableAnnouncement as error:
        yield error
        return
    origin = mail.origin or at.origin
    if is_one_of_many:
        digest = hashlib.sha256(origin.encode()).hexdigest()[:10]
        at = replace(at, stem="-".join(filter(None, (at.stem, mail.published, digest))))
    attached = list(_attached(mail, replace(at, origin=origin), options))
    unread = [one.name for one in mail.attached if _media_type(one) is None and not one.is_shown]
    told = (_told_unread(unread),) if unread else ()
    if mail.problem or mail.text.strip() or not attached:
        yield _text(mail, replace(at, origin=origin), options, told, sha256=hashlib.sha256(data).hexdigest())
    elif isinstance(first := attached[0], Document):
        attached[0] = replace(first, notes=(*first.notes, *told))
    yield from attached


def _media_type(attached: Attached) -> str | None:
    """Tell as what an attached file is read; None where it is of no kind that holds one announcement."""
    return MEDIA_TYPES.get(PurePath(attached.name).suffix.lower())


def _told_unread(names: Sequence[str]) -> str:
    """Say which attached files are not read.

    >>> _told_unread(["list.xlsx", "scan.jpg"])
    "Attached and not read, as files of their kinds are not: 'list.xlsx', 'scan.jpg'; save them and look what they say."
    """
    shown = ", ".join(repr(name[:60]) for name in names[:_SHOWN])
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"Attached and not read, as files of their kinds are not: {shown}{more}; save them and look what they say."


def _text(mail: Mail, at: _At, options: Options, told: tuple[str, ...], *, sha256: str) -> Attempt:
    """Make a Document of a mail's text, with a note on what is attached."""
    if mail.problem:
        return mail.problem
    if told and not mail.text.strip():
        return UnreadableAnnouncement(f"{at.place}: the mail has no text of its own. {told[0]}")
    own = {"title": mail.title, "published": mail.published, "publisher": mail.publisher}
    stated = {**{field: value for field, value in own.items() if value}, **at.facts}
    try:
        found = to_document(
            mail.text.encode("utf-8", "surrogatepass"), "text/plain", name=at.place, id_=at.stem, stated=stated,
            origin=at.origin, max_bytes=options.max_bytes,
        )  # fmt: skip
    except UnreadableAnnouncement as error:
        return error
    return replace(found, media_type=EML, sha256=sha256, notes=(*found.notes, *mail.notes, *told))


def _attached(mail: Mail, at: _At, options: Options) -> Iterator[Attempt]:
    """Yield the announcements attached to a mail; what is of another kind is passed by."""
    kept = {field: value for field, value in at.facts.items() if field not in _ONE_ONLY}
    for position, one in enumerate(mail.attached, 1):
        media_type = _media_type(one)
        if media_type is None:
            continue
        stem = f"{at.stem}-{slug(PurePath(one.name).stem)}"
        inner = _At(f"{at.place}, attached {one.name!r}", stem, f"{at.origin}#{position}", kept, at.depth + 1)
        if media_type == EML:
            yield from _mail_inside(one.data, inner, options)
            continue
        try:
            yield to_document(
                one.data, media_type, name=inner.place, id_=stem, stated=kept, origin=inner.origin,
                max_bytes=options.max_bytes, ocr=options.ocr,
            )  # fmt: skip
        except UnreadableAnnouncement as error:
            yield error


def _mail_inside(data: bytes, at: _At, options: Options) -> Iterator[Attempt]:
    if at.depth > _DEEPEST:
        yield UnreadableAnnouncement(
            f"{at.place}: mails stand more than {_DEEPEST} deep inside one another; save it apart"
        )
        return
    yield from _documents(data, at, options)
