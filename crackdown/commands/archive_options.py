"""What of an archive is read: the options of `crackdown load` that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from crackdown.loaders.archives import Selection

UrlMatchingOption = Annotated[
    str | None,
    typer.Option(
        "--url-matching",
        metavar="PATTERN",
        help="Of archives, read only pages whose whole address fits: a glob such as `https://*.gov.kh/*`, or a regular "
        "expression between slashes.",
    ),
]
LanguageOption = Annotated[
    list[str] | None,
    typer.Option("--language", metavar="TAG", help="Of archives, read only pages in this language; may be repeated."),
]
AllPagesOption = Annotated[
    bool, typer.Option("--all-pages", help="Of archives, read also pages that speak of no crackdown by the word test.")
]


def to_selection(url_matching: str | None, languages: list[str] | None, *, all_pages: bool) -> Selection:
    """Say what of archives is read.

    Raises:
        UnknownFormat: the regular expression does not compile.
    """
    from crackdown.loaders.archives import Selection

    return Selection(url_matching=url_matching, languages=languages or (), all_pages=all_pages)
