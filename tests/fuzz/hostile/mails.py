"""Mails and mailboxes."""

from __future__ import annotations

import zlib
from email.message import EmailMessage

from tests.fuzz.hostile.words import NEWS, SCRIPT
from tests.fuzz.hostile.zip_files import zipped


def _mail(content: str = NEWS, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "press@police.example", "Raid in Pattaya"
    message["Date"], message["Message-ID"] = "Tue, 10 Jun 2025 01:00:00 +0700", "<a@example.org>"
    message.set_content(content)
    for name, value in headers.items():
        del message[name.replace("_", "-")]
        message[name.replace("_", "-")] = value
    return message


def mails() -> dict[str, str | bytes]:
    """Make mails."""
    head = b"From: a@example.org\r\nSubject: Raid\r\nDate: %b\r\nMIME-Version: 1.0\r\n"
    now = b"Tue, 10 Jun 2025 01:00:00 +0700"
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(150))
    attached = _mail()
    attached.add_attachment(b"x", maintype="text", subtype="plain", filename="../../../escaped.txt")
    attached.add_attachment(zipped({"../x": b"x"}), maintype="application", subtype="zip", filename="/etc/passwd")
    many = _mail()
    for number in range(150):
        many.add_attachment(NEWS, filename=f"{number}.txt")
    inside = _mail()
    for _ in range(15):
        outer = _mail()
        outer.add_attachment(inside)
        inside = outer
    return {
        "plain": _mail().as_bytes(),
        "script": _mail(SCRIPT, Subject=SCRIPT).as_bytes(),
        "attached-names-lead-out": attached.as_bytes(),
        "attached-many": many.as_bytes(),
        "mails-in-mails": inside.as_bytes(),
        "parts-deep": head % now + deep + b"\r\n\r\n" + NEWS.encode(),
        "parts-many": head % now + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 1_500,
        "boundary-empty": head % now + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nx',
        "boundary-long": head % now + b"Content-Type: multipart/mixed; boundary=" + b"b" * 20_000 + b"\r\n\r\nx",
        "base64-broken": head % now + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"=" * 3_000 + b"!!!!",
        "quoted-broken": head % now + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=ZZ=\r\n" * 2_000,
        "uuencode-broken": head % now + b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 666 ../x\r\n" + b"M" * 3_000,
        "charset-lies": head % now + b"Content-Type: text/plain; charset=utf-16\r\n\r\n" + NEWS.encode(),
        "charset-is-a-codec": head % now + b"Content-Type: text/plain; charset=zlib_codec\r\n\r\n" + zlib.compress(b"x" * 50_000_000),
        "charset-of-nul": head % now + b'Content-Type: text/plain; charset="\x00\x00-8"\r\n\r\n' + NEWS.encode(),
        "charset-of-nul-page": head % now + b'Content-Type: text/html; charset="\x00"\r\n\r\n<p>' + NEWS.encode(),
        "charset-idna": head % now + b"Content-Type: text/plain; charset=idna\r\n\r\n" + b"xn--" * 3_000,
        "charset-punycode": head % now + b"Content-Type: text/plain; charset=punycode\r\n\r\n" + b"a-" + b"9" * 20_000,
        "header-long": b"Subject: " + b"=?utf-8?q?=41?= " * 3_000 + b"\r\n" + head % now + b"\r\n" + NEWS.encode(),
        "header-broken": b"Subject: =?utf-8?b?" + b"/" * 3_000 + b"?=\r\nFrom: =?x-unknown?q?a?=\r\n\r\n" + NEWS.encode(),
        "header-not-base64": b"Subject: =?utf-8?b?a?=\r\n\r\n" + NEWS.encode(),
        "header-charset-odd": "Subject: =?u\ufffdtf-8?q?=41?=\r\n".encode() + head % now + b"\r\n" + NEWS.encode(),
        "headers-many": b"".join(b"X-%d: y\r\n" % number for number in range(5_000)) + head % now + b"\r\n" + NEWS.encode(),
        "address-nested": b"From: " + b"(" * 3_000 + b"a@b\r\nSubject: x\r\n\r\n" + NEWS.encode(),
        "date-odd": head % b"Tue, 99 Jun 99999999999 25:61:61 +9999999999" + b"\r\n" + NEWS.encode(),
        "date-huge": head % (b"9" * 5_000) + b"\r\n" + NEWS.encode(),
        "parameters-continued": head % now + b"Content-Type: text/plain; " + b"; ".join(b"name*%d=a" % n for n in range(3_000)) + b"\r\n\r\nx",
        "flowed": head % now + b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"a \r\n" * 5_000,
        "nul": head % now + b"\r\n\x00\x00" + NEWS.encode(),
        "page": _page_mail(),
        "line-long": head % now + b"\r\n" + b"x" * 50_000,
    }  # fmt: skip


def _page_mail() -> bytes:
    message = _mail()
    message.set_content(f"<table><tr><td>{SCRIPT}<p>{NEWS * 3}</p></td></tr></table>" + "<td>" * 300, subtype="html")
    return message.as_bytes()


def mailboxes() -> dict[str, str | bytes]:
    """Make mailboxes."""
    one = b"From a@example.org Tue Jun 10 01:00:00 2025\r\n" + _mail().as_bytes() + b"\r\n"
    return {
        "plain": one * 2,
        "from-alone": b"From \r\n\r\n" * 500,
        "broken-mails": b"From \r\nx\r\n\r\n" * 300,
        "no-newline": b"From " + b"x" * 20_000,
        "quoted": one + b">From " * 3_000,
        "nul": b"From \x00\r\n\x00\r\n\r\n" + one,
    }
