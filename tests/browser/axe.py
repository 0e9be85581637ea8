"""axe-core over what a page shows, from where the explorer's own packages lie."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

AXE = Path(__file__).parents[2] / "api/explorer/node_modules/axe-core/axe.min.js"


def serious(page: Any, within: str = "main") -> list[str]:
    """Return what axe finds that is serious or worse within an element: its rule and the first element."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed; npm ci in api/explorer brings it")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("within => axe.run(document.querySelector(within), {resultTypes: ['violations']})", within)
    return [
        f"{one['id']}: {one['nodes'][0]['html']}"
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
