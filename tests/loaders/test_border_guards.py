"""Border guards, and services of a province that the text calls one: each is a body of its country or place."""

from __future__ import annotations

import pytest

from tests.loaders.analysing import analysed


def bodies(text: str, code: str) -> list[tuple[str, str]]:
    return [(agency.name, agency.kind) for agency in analysed(text, code).agencies]


@pytest.mark.parametrize(
    ("code", "text", "name", "kind"),
    [
        ("en", "They were received by border guards of Tay Ninh.", "Tay Ninh Border Guard", "military"),
        ("en", "They met Vietnamese border guards.", "Vietnamese border guard", "military"),
        ("fr", "Les gardes-frontières laotiens les attendaient.", "Lao border guard", "military"),
        ("de", "Der Grenzschutz der Provinz Tay Ninh nahm sie auf.", "Tay Ninh Border Guard", "military"),
        ("es", "La guardia fronteriza de Laos los recibió.", "Lao border guard", "military"),
        ("pt", "A guarda de fronteira do Vietname recebeu-os.", "Vietnamese border guard", "military"),
        ("de", "Die Einwanderungspolizei der Provinz Tak prüfte sie.", "Tak Immigration", "immigration"),
        ("es", "Los entregó la policía de la provincia de Kandal.", "Kandal Police", "police"),
        ("pt", "Foi a polícia da província de Kandal que os deteve.", "Kandal Police", "police"),
    ],
)
def test_a_service_of_a_border_or_a_province_is_a_body(code: str, text: str, name: str, kind: str) -> None:
    assert (name, kind) in bodies(text, code)
