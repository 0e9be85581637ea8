"""The routes by which a person decides what is one: what is open, what was decided, and the one route that writes.

It writes only where the application was given a function for that, and only for a page of this server: a judgement must
come as JSON and, where the browser says from which site, from this one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Header, Query, Request

from crackdown.api import models
from crackdown.api.problems import UnsupportedMediaType
from crackdown.api.source import CurrentView
from crackdown.errors import JudgementRefused
from crackdown.graph.identity.index import Index
from crackdown.graph.identity.judgements import Verdict, conflicts, read_judgements
from crackdown.graph.identity.questions import read_questions, read_told

router = APIRouter(prefix="/api", tags=["identity"])

Judge = Callable[[str, str, Verdict | None, str, str], int]
Type = Literal["operation", "official", "agency", "airport", "place"]


@router.get("/review")
def get_review(
    view: CurrentView,
    type: Type | None = None,  # noqa: A002
    merged: Annotated[bool, Query(description="The program's merges instead of what is open.")] = False,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> models.Questions:
    """List what the program is not sure of, the likeliest first, with the words of both sides."""
    questions = read_questions(view, type_=type, merged=merged)
    shown = [
        models.OpenPair(
            type=question.type, one=question.one, other=question.other, merged=question.is_merged,
            score=question.score.value, probability=question.score.probability,
            reasons=dict(question.score.reasons),
            told={
                side: [models.Told.model_validate(told) for told in read_told(view, side)]
                for side in (question.one, question.other)
            },
        )
        for question in questions[:limit]
    ]  # fmt: skip
    return models.Questions(total=len(questions), questions=shown)


@router.get("/judgements")
def get_judgements(
    view: CurrentView,
    all: Annotated[bool, Query(description="Also those taken back.")] = False,  # noqa: A002
) -> models.Judgements:
    """List what people decided, the latest first, and what contradicts itself."""
    judgements = read_judgements(view, taken_back=all)
    contradicted = {one.iri for one in conflicts(Index(view.engine), judgements)}
    return models.Judgements(
        judgements=[models.Judgement.model_validate(one) for one in judgements], contradicted=sorted(contradicted)
    )


def from_this_site(
    request: Request,
    content_type: Annotated[str, Header()] = "",
    origin: Annotated[str | None, Header()] = None,
    sec_fetch_site: Annotated[str | None, Header()] = None,
) -> Judge:
    """Return what writes judgements, for a request that no other site can have sent.

    Raises:
        UnsupportedMediaType: the body is not JSON, which a form of another site could send unasked.
        JudgementRefused: another site asks, or this server only reads.
    """
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise UnsupportedMediaType("a judgement comes as JSON; set content-type: application/json")
    is_foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if is_foreign or sec_fetch_site not in {None, "same-origin", "none"}:
        raise JudgementRefused("judgements are taken from this server's own pages only")
    judge: Judge | None = request.app.state.judge
    if judge is None:
        raise JudgementRefused("this server only reads; judge with `crackdown review` where the store lies")
    return judge


@router.post("/judgements")
def post_judgement(judge: Annotated[Judge, Depends(from_this_site)], wanted: models.NewJudgement) -> models.Judged:
    """Keep a judgement on two members; a verdict of null takes back what was judged of them."""
    return models.Judged(rewritten=judge(wanted.one, wanted.other, wanted.verdict, wanted.by, wanted.why))
