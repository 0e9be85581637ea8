"""RFC 9110, section 12.5.1, case by case."""

from __future__ import annotations

import pytest

from crackdown.api.http.negotiation import negotiate

OFFERED = ("application/json", "text/csv", "text/turtle")


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/*", "text/csv"),
        ("text/turtle", "text/turtle"),
        ("TEXT/Turtle", "text/turtle"),
        ("text/csv;q=0.2, text/turtle;q=0.8", "text/turtle"),
        ("text/csv, application/json", "application/json"),
        ("text/csv;q=1, */*;q=0.1", "text/csv"),
        ("text/*;q=1, text/csv;q=0", "text/turtle"),
        ("application/json;q=0, */*", "text/csv"),
        ("text/turtle; charset=utf-8; q=0.5, text/csv;q=0.4", "text/turtle"),
        ("image/png", None),
        ("*/*;q=0", None),
        ("nonsense", None),
        ("text/csv;q=many", None),
        ("text/csv;q=7, application/json", "application/json"),
        ("image/png, text/csv;q=0.01", "text/csv"),
    ],
)
def test_the_best_liked_type_on_offer_is_chosen(header: str | None, chosen: str | None) -> None:
    assert negotiate(header, OFFERED) == chosen
