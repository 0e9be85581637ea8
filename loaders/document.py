"""The Document: an announcement's text, kept character for character, with what is known about it.

Everything later points into `text` by code-point offsets, so nothing may change it: line ends stay as they were.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from anyascii import anyascii


@dataclass(frozen=True, slots=True)
class Document:
    """One announcement as it was read.

    Attributes:
        id: a slug of the file's name.
        text: the text, line ends included; evidence counts its code points.
        language: BCP 47, "und" where nobody said and it could not be told.
        title: the headline where the file states one apart from the text.
        url: where it was published.
        published: ISO 8601 date of publication, as the source's metadata give it.
        publisher: who published it.
        sha256: of the original bytes, in hexadecimal.
        origin: an opaque key that stays the same when the file is read again: the URL where known.
        media_type: what the bytes were.
        notes: what whoever reads its facts must know of how the text was read, a sentence each.
        retrieved: when it was fetched, ISO 8601, where an archive tells.
    """

    id: str
    text: str
    language: str = "und"
    title: str | None = None
    url: str | None = None
    published: str | None = None
    publisher: str | None = None
    sha256: str = ""
    origin: str = "-"
    media_type: str = "text/plain"
    notes: tuple[str, ...] = ()
    retrieved: str | None = None

    @classmethod
    def from_text(cls, text: str, *, name: str = "announcement", language: str = "und") -> Document:
        r"""Make a Document of a text that comes from no file.

        >>> Document.from_text("Deux arrestations.\r\n", name="Un Communiqué").id
        'un-communique'
        """
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(id=slug(name), text=text, language=language, sha256=digest, origin=f"sha256:{digest}")


def slug(name: str) -> str:
    """Reduce a name to lower-case ASCII words joined by hyphens.

    >>> slug("KH GDI 2026-02-09 (fr)")
    'kh-gdi-2026-02-09-fr'
    >>> slug("公告")
    'gong-gao'
    """
    words = anyascii(re.sub(r"(?<=[^\x00-\u024f])(?=[^\x00-\u024f])", " ", name))
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "announcement"
