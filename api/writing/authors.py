"""Who may send announcements, and have them read: holders of a token, or whoever sits at this machine.

The second where a server on a loopback address was started without tokens: its own pages may do what `crackdown load`
does where the store lies. Another site that is open in the same browser may not, and a proxy's guests may not.
"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Request

from crackdown.api.http.own_page import could_be_a_form, is_foreign, is_own_page, is_relayed
from crackdown.api.http.problems import UnsupportedMediaType
from crackdown.api.writing.tokens import Gate, Sent, refuse_token_in_address
from crackdown.errors import AnnouncementRefused

Way = Literal["openly", "with-a-token", "not-at-all"]

_ONLY_READS = (
    "this server only reads: load with `crackdown load` where the store lies, or start it with "
    "`crackdown serve --tokens FILE` (`crackdown token` makes one)"
)


def author(request: Request, sent: Sent) -> str | None:
    """Return the name of a token's holder; None for whoever sits at this machine, who has none.

    Raises:
        AnnouncementRefused: nobody may send any here, or not from there.
        UnsupportedMediaType: without a token, a body that a form of another site could send.
        TokenInAddress, TokenRefused, TooManyAttempts: see `crackdown.api.http.problems`.
    """
    refuse_token_in_address(request)
    gate: Gate | None = request.app.state.gate
    writing = request.app.state.writing
    if writing.announce is None:
        raise AnnouncementRefused(_ONLY_READS)
    if gate is not None:
        return gate.enter(request, sent.credentials if sent else None)
    if not writing.takes_openly or is_relayed(request):
        raise AnnouncementRefused(_ONLY_READS)
    if not is_own_page(request):
        raise AnnouncementRefused(
            "without a token, announcements are taken from this server's own pages only; from elsewhere, load with "
            "`crackdown load`, or start the server with `crackdown serve --tokens FILE`"
        )
    if could_be_a_form(request):
        raise UnsupportedMediaType(
            "without a token a body comes as application/json, text/html or application/pdf, which no form can send"
        )
    return None


def way_for_announcements(request: Request) -> Way:
    """Tell how whoever asks could send announcements."""
    writing = request.app.state.writing
    if writing.announce is None:
        return "not-at-all"
    if request.app.state.gate is not None:
        return "with-a-token"
    return "openly" if writing.takes_openly and not is_relayed(request) else "not-at-all"


def way_for_judgements(request: Request) -> Way:
    """Tell how whoever asks could judge."""
    if request.app.state.judge is None:
        return "not-at-all"
    if request.app.state.writing.judges_openly and not is_relayed(request) and not is_foreign(request):
        return "openly"
    return "with-a-token" if request.app.state.gate is not None else "not-at-all"


Author = Annotated[str | None, Depends(author)]
