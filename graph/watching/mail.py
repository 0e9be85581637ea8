"""A hit as a message in a file (RFC 5322): any mail system may take it from there. Nothing is sent."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from pathlib import Path
from typing import Final

from crackdown.graph.storage.durable import write_durably
from crackdown.graph.watching.failure import DeliveryFailed
from crackdown.graph.watching.hit import Hit
from crackdown.graph.watching.words import as_html, as_text, subject

_NOBODY: Final = "crackdown@localhost"


def write(folder: Path, hit: Hit, *, to: str | None) -> None:
    """Write a message into a folder, under a name that is the hit's own: writing it again changes nothing.

    Raises:
        DeliveryFailed: the folder cannot be written.
    """
    try:
        write_durably(folder / f"{hit.watch}-{hit.number:06}-{hit.id}.eml", message(hit, to=to).as_bytes(policy=SMTP))
    except OSError as error:
        raise DeliveryFailed(f"{folder} cannot be written: {error.strerror}") from error


def message(hit: Hit, *, to: str | None) -> EmailMessage:
    """Write a hit as a message, text and HTML side by side; it comes from whom it is for, whose graph it is of."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = formataddr(("Crackdown", to or _NOBODY))
    if to:
        mail["To"] = to
    mail["Subject"] = subject(hit)
    mail["Date"] = format_datetime(hit.at)
    mail["Message-ID"] = f"<{hit.id}@crackdown.localhost>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(as_text(hit), cte="base64")
    html = f'<!doctype html><html><head><meta charset="utf-8"></head><body>\n{as_html(hit)}\n</body></html>\n'
    mail.add_alternative(html, subtype="html", cte="base64")
    return mail
