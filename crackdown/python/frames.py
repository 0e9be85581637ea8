"""A page within a notebook, apart from it so that neither can touch the other, and what shows where none runs."""

from __future__ import annotations

import html

# The still picture is hidden only by its neighbour: where a viewer takes the frame out (GitHub, an untrusted notebook),
# the page goes to a printer, or a browser runs no scripts, it shows.
_STAND_IN = ".crackdown-page{display:none}.crackdown-page+.crackdown-still{display:block}"
_STYLE = (
    "<style>.crackdown-page{width:100%;border:0}.crackdown-page+.crackdown-still{display:none}"
    f"@media print{{{_STAND_IN}}}</style><noscript><style>{_STAND_IN}</style></noscript>"
)


def framed(page: str, *, title: str, height: int, still: str) -> str:
    """Return a page as HTML for a notebook.

    Args:
        page: a whole document that asks nobody for anything.
        title: what a screen reader calls it.
        height: in pixels.
        still: HTML without script to show in its place.
    """
    # srcdoc keeps the page's scripts and styles apart from the notebook's; sandboxed, it can reach nothing.
    return (
        f'{_STYLE}<iframe srcdoc="{html.escape(page)}" class="crackdown-page" sandbox="allow-scripts" '
        f'height="{height}" title="{html.escape(title)}"></iframe><div class="crackdown-still">{still}</div>'
    )
