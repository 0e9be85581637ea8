"""Words by which people are brought to safety, and by which somebody is put on a list of sanctions."""

from __future__ import annotations

import pytest

from tests.loaders.analysing import analysed


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        ("en", "Nine women were brought out and led to safety.", "rescue"),
        ("en", "Both are in a shelter.", "rescue"),
        ("de", "Neun Frauen sind in einer Schutzunterkunft.", "rescue"),
        ("de", "Die Firma wurde im Mai gelistet.", "sanction"),
        ("de", "Zwölf Personen wurden vorgefunden.", "found"),
        ("fr", "Neuf femmes ont été mises à l'abri.", "rescue"),
        ("es", "Las llevaron a un refugio.", "rescue"),
        ("es", "Fueron devueltos a su país.", "repatriation"),
        ("pt", "Estão agora num abrigo.", "rescue"),
    ],
)
def test_words_say_what_was_done(code: str, text: str, kind: str) -> None:
    found = analysed(text, code).of_type("kind")
    assert kind in {mention.value for mention in found}
