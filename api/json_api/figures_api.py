"""Figures side by side, what their arithmetic finds, and the two-sided ledger, as pages of a work list."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from crackdown.api.json_api import figures_models as models
from crackdown.api.json_api.choice_models import FindingKind
from crackdown.api.json_api.in_words import AnswerLanguage, language_asked
from crackdown.api.source import CurrentView
from crackdown.graph.figures import ledger_list
from crackdown.graph.figures.comparing import compare
from crackdown.graph.figures.findings_list import list_findings

router = APIRouter(prefix="/api", tags=["figures"])

Limit = Annotated[int, Query(ge=1, le=500, description="The most to return.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many to leave out before those.")]
Words = Annotated[str, Query(max_length=200, description="Only what all of these words are found in.")]


def listed_language(
    request: Request,
    lang: AnswerLanguage = None,
    language: Annotated[
        models.Language, Query(deprecated=True, description="An older name of `lang`; of both, `lang` counts.")
    ] = "en",
) -> str:
    """Return the language of names and sentences in a list."""
    return language_asked(request, lang, language)


ListedLanguage = Annotated[str, Depends(listed_language)]


@router.post("/figures")
def post_figures(
    request: Request, view: CurrentView, wanted: models.FigureIds, lang: AnswerLanguage = None
) -> models.Comparison:
    """Compare the figures of operations: every number that was said, by whom, and whether all can be right.

    Operations whose figures are disputed come first, then the newest. Without `ids` all operations are compared.
    """
    language = language_asked(request, lang, wanted.language)
    found = compare(view, wanted.ids, language=language, only=wanted.only, limit=wanted.limit, offset=wanted.offset)
    return models.Comparison.model_validate(found)


@router.get("/findings")
def get_findings(
    view: CurrentView,
    language: ListedLanguage,
    severity: Annotated[models.Severity | None, Query(description="Only those of this severity.")] = None,
    kind: Annotated[
        FindingKind, Query(max_length=100, description="Only those of this kind, as `rival-figures`.")
    ] = "",
    q: Words = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> models.FindingList:
    """List what comes out when numbers are held against each other, the gravest first."""
    found = list_findings(
        view, severity=severity or "", kind=kind, words=q, language=language, limit=limit, offset=offset
    )
    return models.FindingList.model_validate(found)


@router.get("/ledger")
def get_ledger(
    view: CurrentView, language: ListedLanguage, wanted: Annotated[models.LedgerQuery, Query()]
) -> models.Ledger:
    """List transfers of people: what the sending side's announcements say beside what the receiving side's say."""
    which = ledger_list.Wanted(
        wanted.status or "", wanted.only_open, wanted.country, wanted.q, wanted.order, wanted.descending
    )
    found = ledger_list.list_transfers(view, which, language=language, limit=wanted.limit, offset=wanted.offset)
    return models.Ledger.model_validate(found)
