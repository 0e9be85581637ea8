"""A mail (EML, RFC 5322 and MIME): its text, what its head says, and what is attached to it.

The plain text is preferred, else the page is read. What was quoted or forwarded within the text stays in it; a mail
that is attached whole is one of what is attached. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.extraction.who.agency_kinds import kind_of
from crackdown.loaders.sources.html import read_page
from crackdown.loaders.sources.text import codec_of, decode, decode_as

_MAIL: Final = "message/rfc822"
_MOST_PARTS: Final = 200  # a mail has some; the parser takes as many steps a line as parts stand inside one another
_DEEPEST: Final = 20  # parts inside one another
_PART = re.compile(rb"^content-type\s*:\s*(?:multipart/|message/)", re.IGNORECASE | re.MULTILINE)
_FOR_ANYBODY = re.compile(
    r"(gmail|googlemail|outlook|hotmail|live|yahoo|icloud|gmx|proton(mail)?|aol|qq|163|126|naver|mail|yandex|zoho)\.\w+"
)
_AS_IT_CAME: Final = compat32.clone(mangle_from_=False)
_LAYOUT = re.compile(rb"<(/?)(?:table|tbody|thead|tfoot|tr|td|th|center)\b[^>]*>?", re.IGNORECASE)


_QUOTED = re.compile(r"^>", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Attached:
    """What is attached to a mail: the name it was given, its bytes, and whether it is a picture that its page shows."""

    name: str
    data: bytes
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail.

    Attributes:
        text: its subject and its text; empty where it has no text, and an error says why it could not be read.
        title: its subject.
        published: the day of its date, ISO 8601.
        publisher: the public body, or the site, that it came from; never a person.
        origin: made of its Message-ID.
        attached: in order.
        problem: why its text could not be read.
    """

    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    origin: str | None = None
    attached: list[Attached] = field(default_factory=list)
    problem: UnreadableAnnouncement | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known of how it is read."""
        quoted = "The mail quotes another in lines that begin with >: what those say is read as what the mail says."
        return (quoted,) if _QUOTED.search(self.text) else ()


def read_mail(data: bytes, name: str) -> Mail:
    """Take a mail apart.

    Raises:
        UnreadableAnnouncement: it has no head of a mail, or more parts than any mail.
    """
    if len(_PART.findall(data)) > _MOST_PARTS:
        raise UnreadableAnnouncement(f"{name}: the mail has more than {_MOST_PARTS} parts inside one another; split it")
    message = message_from_bytes(data, policy=compat32)
    if not any(_header(message, field) for field in ("from", "date", "subject", "message-id", "received")):
        raise UnreadableAnnouncement(f"{name}: this is no mail: it has no From, Date or Subject; a text is named .txt")
    parts = list(_parts(message, name))
    subject = _header(message, "subject")
    problem = None
    try:
        body = _body(parts, name)
    except UnreadableAnnouncement as error:
        body, problem = "", error
    text = f"{subject}\n\n{body}" if subject and body and not body.startswith(subject) else body
    attached = [one for part in parts if (one := _attached(part))]
    return Mail(text, subject, _day(message), _publisher(message), _origin(message), attached, problem)


def _parts(message: Message, name: str, depth: int = 0) -> Iterator[Message]:
    """Yield the parts that hold something, in order; what a mail that is attached holds stays inside it."""
    if depth > _DEEPEST:
        raise UnreadableAnnouncement(f"{name}: parts of the mail stand more than {_DEEPEST} deep inside one another")
    inner = message.get_payload() if message.is_multipart() else None  # a text is decoded for it, by any codec
    if isinstance(inner, list) and message.get_content_type() != _MAIL:
        for part in inner:
            if isinstance(part, Message):
                yield from _parts(part, name, depth + 1)
    else:
        yield message


def _body(parts: list[Message], name: str) -> str:
    """Give the text: all plain parts, else all pages; one beside the other are two ways to say the same."""
    bodies = [part for part in parts if not _is_attached(part)]
    for kind, read in (("text/plain", _plain), ("text/html", _page)):
        texts = [read(part, name) for part in bodies if part.get_content_type() == kind and _data(part).strip()]
        text = "\n\n".join(text.strip("\r\n") for text in texts if text.strip())
        if text:
            return text
    return ""


def _data(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _plain(part: Message, name: str) -> str:
    text = _packed(part)
    if text is None:
        text = decode(_data(part), name, part.get_content_charset())
    if "\0" in text:
        raise UnreadableAnnouncement(f"{name}: NUL stands in the mail's text, so this is not text")
    return _flowed(text, str(part.get_param("delsp")) == "yes") if part.get_param("format") == "flowed" else text


def _flowed(text: str, takes_space: bool) -> str:
    r"""Join the lines that were broken to fit (RFC 3676).

    >>> _flowed("Police arrested \r\nten people.\r\n-- \r\nPress office", False)
    'Police arrested ten people.\n-- \nPress office'
    """
    lines: list[str] = []
    is_open = False
    for line in text.splitlines():
        is_quoted, stuffed = line.startswith(">"), line.removeprefix(" ")
        if is_open and not is_quoted and stuffed != "-- ":
            lines[-1] = (lines[-1][:-1] if takes_space else lines[-1]) + stuffed
        else:
            lines.append(stuffed)
        is_open = stuffed.endswith(" ") and stuffed != "-- " and not is_quoted
    return "\n".join(lines)


def _page(part: Message, name: str) -> str:
    """Read a page; where its text stands in tables that only lay it out, as newsletters do, they are left out."""
    data, text = _data(part), _packed(part)
    if text is not None:
        data = text.encode("utf-8", "surrogatepass")
    whole = data if b"<body" in data.lower() else b"<html><body>" + data + b"</body></html>"
    try:
        return read_page(whole, name, part.get_content_charset()).text
    except UnreadableAnnouncement:
        return read_page(_LAYOUT.sub(rb"<\1div>", whole), name, part.get_content_charset()).text


def _packed(part: Message) -> str | None:
    """Decode what only its charset tells from other text: ISO-2022-JP is written in ASCII, UTF-16 holds NUL."""
    data, charset = _data(part), part.get_content_charset()
    return decode_as(data, charset) if charset and (data.isascii() or b"\0" in data) else None


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename()) or _is_mail(part)


def _is_mail(part: Message) -> bool:
    return part.get_content_type() == _MAIL


def _attached(part: Message) -> Attached | None:
    """Give what is attached; a mail is written out as it came."""
    if not _is_attached(part):
        return None
    name = " ".join(_words(part.get_filename() or "").replace("/", " ").replace("\\", " ").split())
    if _is_mail(part):
        inner = part.get_payload() if part.is_multipart() else None
        data = (
            inner[0].as_bytes(policy=_AS_IT_CAME)
            if isinstance(inner, list) and inner and isinstance(inner[0], Message)
            else _data(part)
        )
        return Attached(name if name.lower().endswith(".eml") else f"{name or 'mail'}.eml", data)
    is_shown = "content-id" in part and part.get_content_disposition() != "attachment"
    return Attached(name or "attachment", _data(part), is_shown)


def _words(value: str) -> str:
    """Give the words of a header, in which other letters than ASCII are encoded (RFC 2047)."""
    try:
        return str(make_header([(words, charset and codec_of(charset)) for words, charset in decode_header(value)]))
    except (MessageError, LookupError, ValueError):
        return value


def _header(message: Message, name: str) -> str | None:
    value = next((str(value) for key, value in message.raw_items() if key.lower() == name), None)
    if value is None:
        return None
    raw = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return re.sub("[\x00-\x1f\x7f\\s]+", " ", _words(raw)).strip() or None


def _day(message: Message) -> str | None:
    try:
        day = parsedate_to_datetime(_header(message, "date") or "").date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return day.isoformat() if 1980 <= day.year <= 2100 else None  # programs without a clock write 1970


def _publisher(message: Message) -> str | None:
    """Name the public body that a mail is from, else the site of its address; a person's name is not kept."""
    try:
        name, address = parseaddr(_header(message, "from") or "")
    except RecursionError:  # comments inside comments
        return None
    if kind_of(name) != "other":
        return name
    site = address.rpartition("@")[2].lower().strip(".")
    return site if "." in site and not _FOR_ANYBODY.fullmatch(site) else None


def _origin(message: Message) -> str | None:
    """Write the Message-ID as the address of a mail (RFC 2392)."""
    id_ = (_header(message, "message-id") or "").replace(" ", "").strip("<>")
    return f"mid:{id_[:500]}" if "@" in id_ and id_.isascii() else None
