"""The routes by which a person decides what is one: what is open, what was decided, and the one route that writes.

It writes only where the application was given a function for that: for a page of this server, where that is allowed (a
judgement must come as JSON and, where the browser says from which site, from this one), and for holders of a token.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Header, Query, Request

from crackdown.api.http.own_page import is_foreign, is_relayed
from crackdown.api.http.problems import UnsupportedMediaType
from crackdown.api.json_api import review_models as models
from crackdown.api.json_api.in_words import WordsAsked
from crackdown.api.source import CurrentView, view_of
from crackdown.api.writing.tokens import OptionalHolder, address_of
from crackdown.errors import CrackdownError, JudgementRefused, NotFound
from crackdown.graph.identity.form import FormProfile
from crackdown.graph.identity.index import Index
from crackdown.graph.identity.judgements import Verdict, conflicts, read_judgements
from crackdown.graph.identity.questions import Question, count_questions, read_questions, read_told
from crackdown.graph.linking.network import network_of
from crackdown.graph.linking.things import Node, to_id
from crackdown.graph.showing.entity import current_id
from crackdown.graph.showing.in_language import Words
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import BASE

router = APIRouter(prefix="/api", tags=["identity"])

Judge = Callable[[str, str, Verdict | None, str, str], int]
Type = Literal["operation", "official", "agency", "airport", "place"]

_MOST_SKIPPED = 1_000_000


@router.get("/review")
def get_review(
    view: CurrentView,
    type: Type | None = None,  # noqa: A002
    merged: Annotated[bool, Query(description="The program's merges instead of what is open.")] = False,
    about: Annotated[str, Query(description="The id of a thing: only the questions that concern it.")] = "",
    offset: Annotated[int, Query(ge=0, le=_MOST_SKIPPED, description="Leave out so many of the first.")] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> models.Questions:
    """List what the program is not sure of, the likeliest first, with the words of both sides."""
    concerned = _known(view, about) if about else None
    questions = read_questions(view, type_=type, merged=merged, about=concerned, offset=offset, limit=limit)
    total = count_questions(view, type_=type, merged=merged, about=concerned)
    return models.Questions(total=total, questions=[_pair(view, question) for question in questions])


def _known(view: View, id_: str) -> str:
    """Return the IRI by which a thing goes now.

    Raises:
        NotFound: there is no such thing.
    """
    nodes = network_of(view)
    current = current_id(view, nodes, id_)
    if current not in nodes.nodes:
        raise NotFound(f"{id_}: nothing of that id is in the graph")
    return nodes.nodes[current].iri


def _pair(view: View, question: Question) -> models.OpenPair:
    index, members = Index(view.engine), (question.one, question.other)
    return models.OpenPair(
        type=question.type, one=question.one, other=question.other, merged=question.is_merged,
        score=question.score.value, probability=question.score.probability, reasons=dict(question.score.reasons),
        sides=[_side(index, member) for member in members],
        told={one: [models.Told.model_validate(told) for told in read_told(view, one)] for one in members},
    )  # fmt: skip


def _side(index: Index, member: str) -> models.Side:
    profile = index.profile(member)
    labels = sorted(profile.labels) if isinstance(profile, FormProfile) else []
    return models.Side(
        iri=member,
        goes_by=to_id(index.canonical(member) or member),
        names=[models.MemberName(text=label.name, language=label.language or None) for label in labels],
        announcements=sum(1 for _ in index.announcements(member)),
    )


@router.get("/judgements")
def get_judgements(
    view: CurrentView,
    words: WordsAsked,
    all: Annotated[bool, Query(description="Also those taken back.")] = False,  # noqa: A002
) -> models.Judgements:
    """List what people decided, the latest first, and what contradicts itself."""
    judgements = read_judgements(view, taken_back=all)
    index = Index(view.engine)
    contradicted = {one.iri for one in conflicts(index, judgements)}
    judged = {member for judgement in judgements for member in (judgement.one, judgement.other)}
    return models.Judgements(
        judgements=[models.Judgement.model_validate(one) for one in judgements],
        members={member: _member(index, words, member) for member in judged},
        contradicted=sorted(contradicted),
    )


def _member(index: Index, words: Words, member: str) -> models.Member:
    canonical, profile = index.canonical(member), index.profile(member)
    if canonical is None:
        return models.Member(goes_by=None, label=None, detail=None)
    node = words.network.nodes.get(to_id(canonical))
    label = profile.label.name if isinstance(profile, FormProfile) else words.thing(node).text if node else None
    return models.Member(goes_by=to_id(canonical), label=label, detail=_detail(words, node) if node else None)


def _detail(words: Words, node: Node) -> str | None:
    return (node.detail if words.language == "en" else words.detail(node.id)) or None


def judging(
    request: Request,
    holder: OptionalHolder,
    content_type: Annotated[str, Header()] = "",
) -> Judge:
    """Return what writes judgements, for a request that no other site can have sent, or that brings a token.

    Raises:
        UnsupportedMediaType: the body is not JSON, which a form of another site could send unasked.
        JudgementRefused: another site asks, or a proxy for somebody elsewhere, or this server only reads.
        TokenInAddress, TokenRefused, TooManyAttempts: see `tokens`.
    """
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise UnsupportedMediaType("a judgement comes as JSON; set content-type: application/json")
    judge: Judge | None = request.app.state.judge
    if holder and judge:
        return judge
    if is_foreign(request):
        raise JudgementRefused("judgements are taken from this server's own pages only")
    if judge is None or not request.app.state.writing.judges_openly or is_relayed(request):
        raise JudgementRefused(
            "this server takes no judgement without a token; judge with `crackdown review` where the store lies"
        )
    return judge


@router.post("/judgements")
def post_judgement(
    request: Request, judge: Annotated[Judge, Depends(judging)], holder: OptionalHolder, wanted: models.NewJudgement
) -> models.Judged:
    """Keep a judgement on two members; a verdict of null takes back what was judged of them."""
    by = holder or wanted.by  # whoever holds a token is known by that, whatever name is sent
    told = {"by": by, "from": address_of(request), "one": wanted.one, "other": wanted.other, "verdict": wanted.verdict}
    try:
        rewritten = judge(wanted.one, wanted.other, wanted.verdict, by, wanted.why)
    except CrackdownError as error:
        request.app.state.writing.audit("judgement", outcome="refused", code=error.code, **told)
        raise
    request.app.state.writing.audit("judgement", outcome="kept", **told)
    index = Index(view_of(request.app.state.view_source, None).engine)
    one, other = (index.canonical(BASE + to_id(name)) for name in (wanted.one, wanted.other))
    return models.Judged(rewritten=rewritten, one=one and to_id(one), other=other and to_id(other))
