"""Texts, dates and sentences that are hostile to whatever looks for words, numbers and days."""

from __future__ import annotations

from tests.fuzz.hostile.words import NEWS, SCRIPT, TURNED


def texts() -> dict[str, str | bytes]:
    """Make texts."""
    return {
        "plain": NEWS,
        "script": f"{SCRIPT} {NEWS}",
        "turned": TURNED,
        "surrogates": b"Police arrested \xed\xa0\x80\xed\xb0\x80 25 people.",
        "nul": b"Police \x00 arrested 25 people.",
        "utf16-cut": "\ufeffPolice".encode("utf-16-le")[:-1],
        "utf32-wrong": b"\xff\xfe\x00\x00\x00\x00\x11\x00",
        "western": "Cinq personnes ont été arrêtées".encode("cp1252"),
        "magic": b"PK\x03\x04 arrested",
        "controls": "".join(map(chr, range(1, 32))) + NEWS,
        "one-long-word": "x" * 20_000,
        "digits": "9" * 5_000 + " people were arrested.",
        "separated-digits": "1,000" * 2_000 + " people",
        "spelled-numbers": "one hundred thousand million " * 300 + "people were arrested",
        "many-dates": "9 June 2025, " * 500,
        "brackets": "(" * 3_000 + NEWS + ")" * 3_000,
        "quotes": "“" * 3_000 + NEWS,
        "full-stops": ". " * 5_000,
        "lines": "\r\n\u2028\x85" * 3_000 + NEWS,
        "marks-on-a-letter": "e" + "\u0301" * 5_000 + NEWS,
        "khmer": "ចាប់ខ្លួនជនបរទេស ៣១២ នាក់ " * 100,
        "thai-without-spaces": "ตำรวจจับกุมชาวจีน" * 200,
        "many-agencies": "Ministry of the Ministry of " * 400 + "Interior",
        "names": "Gen. Sok Dara " * 300,
        "capitals": "A B C D E F G " * 500,
        "hyphens": "-" * 5_000 + "to" + "–" * 3_000,
        "commas": "China, " * 1_000 + NEWS,
        "operations": "".join(
            f"Police arrested {number} Chinese nationals on 9 June 2025. " for number in range(11, 51)
        ),
        "facts-in-one-sentence": "Police said that "
        + "".join(
            f"on {1 + number % 28} May 2025 Gen. Sok Da{number}ra arrested {number} Chinese in Poipet with Bureau {number}, "
            for number in range(11, 41)
        ),
        "bodies": "Police said: " + "".join(f"Bureau of Affairs {number} of Cambodia, " for number in range(300)),
    }


def dates() -> dict[str, str | bytes]:
    """Make dates as sources print them, some with the format they are read by."""
    return {
        "plain": "9 June 2025",
        "format": "9/6/2025\n%d/%m/%Y",
        "format-odd": "x\n" + "%" * 500,
        "format-repeated": "1" * 200 + "\n" + "%d" * 200,
        "huge": "9" * 5_000,
        "zero": "0000-00-00",
        "year-zero": "0000-01-01",
        "year-large": "99999-01-01",
        "negative": "-2025-06-09",
        "arabic": "٩ يونيو ٢٠٢٥",
        "khmer": "៩ មិថុនា ២០២៥",
        "superscripts": "²⁰²⁵-⁰⁶-⁰⁹",
        "mixed-digits": "٢0២5-06-09",
        "zone": "2025-06-09T10:00:00+99:99",
        "relative": "in 99999999999999999999 years",
        "words": "a b c " * 300,
        "separators": "/" * 300,
        "nul": "9\x00June\x002025",
    }


def sentences() -> dict[str, str | bytes]:
    """Make sentences, the language on a line before them."""

    def said(language: str, *sentences: str) -> str:
        return f"{language}\n" + "\n".join(sentences)

    return {
        "plain": said("en", NEWS),
        "years": said("en", *(f"Police arrested 5 people on 9 June {year}." for year in ("0000", "9999", "99999", "-1"))),
        "days": said("en", *(f"Police arrested 5 people on {day} February 2025." for day in (0, 29, 30, 31, 99))),
        "offsets": said("en", "Police arrested 5 people " + "9" * 30 + " days ago.", "Police arrested 5 people in the last 99999999 years."),
        "numbers": said("en", f"Police arrested {'9' * 400} people.", "Police arrested 1e400 people.", "Police arrested -5 people."),
        "multiplied": said("zh", "警方逮捕" + "万亿" * 300 + "人。"),
        "han-digits": said("zh", "警方逮捕" + "九" * 2_000 + "人。"),
        "thai-year": said("th", "จับกุม 5 คน เมื่อวันที่ 9 มิถุนายน 99999", "จับกุม 5 คน เมื่อ 9 มิ.ย. 0"),
        "arabic": said("ar", "اعتقلت الشرطة ٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩ شخصاً في ٣١ فبراير ٢٠٢٥."),
        "burmese": said("my", "တရုတ်နိုင်ငံသား ၉၉၉၉၉၉၉၉၉၉ ဦး ဖမ်းဆီး"),
        "ranges": said("en", "Police arrested 9-" * 500 + "5 people from 1 to 99999 June 2025."),
        "superscripts": said("en", "Police arrested ²⁵ people, ½ of them ⅷ on ⑨ June ²⁰²⁵."),
        "turned": said("ar", TURNED),
        "language-odd": said("x-\x00<b>", NEWS),
        "many": said("en", *(f"Police arrested {number} people on 9 June 2025 in Pattaya." for number in range(30))),
        "script": said("en", f"The Ministry of {SCRIPT} arrested 25 people on 9 June 2025.", f"Gen. {SCRIPT} said so."),
    }  # fmt: skip
