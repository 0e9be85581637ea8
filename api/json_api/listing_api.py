"""Things as rows of a table with the words behind each cell, operations along time, and the list of sources."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from crackdown.api.json_api import listing_models as models
from crackdown.api.json_api.explorer_api import By, From, Id, To
from crackdown.api.json_api.fact_models import Facts
from crackdown.api.json_api.in_words import AnswerLanguage, language_asked
from crackdown.api.source import CurrentNetwork, CurrentView
from crackdown.graph.linking.neighbourhood import Period
from crackdown.graph.moving import timeline
from crackdown.graph.searching import thing_rows
from crackdown.graph.telling import sources

router = APIRouter(prefix="/api", tags=["listing"])


@router.post("/rows")
def post_rows(
    request: Request, view: CurrentView, network: CurrentNetwork, wanted: models.RowsWanted, lang: AnswerLanguage = None
) -> models.Rows:
    """Return things as rows: country, offences, airports, agencies and more, named in the reader's language."""
    found = thing_rows.rows_of(view, network, wanted.ids, language_asked(request, lang, wanted.language))
    return models.Rows.model_validate({"rows": list(found)})


@router.post("/rows/quotes")
def post_quotes(view: CurrentView, network: CurrentNetwork, wanted: models.QuotesWanted) -> models.Quotes:
    """Return the words behind every cell of some rows."""
    return models.Quotes.model_validate({"cells": list(thing_rows.quotes_of(view, network, wanted.ids))})


@router.get("/cell")
def get_cell(
    view: CurrentView,
    network: CurrentNetwork,
    id: Id,  # noqa: A002
    column: Annotated[thing_rows.Column, Query(description="Which cell of its row.")],
) -> Facts:
    """Return the facts behind one cell of a thing's row, each with its quotes."""
    return Facts.model_validate({"facts": thing_rows.facts_of_cell(view, network, id, column)})


@router.get("/timeline")
def get_timeline(
    network: CurrentNetwork,
    by: By = "happened",
    step: Annotated[timeline.Step, Query(description="How long each step is.")] = "month",
    from_: From = None,
    to: To = None,
) -> models.Course:
    """Count operations by kind along time: when they happened, or when they were first announced."""
    found = timeline.course_of(network.nodes.values(), by=by, step=step, period=Period(from_, to))
    return models.Course.model_validate(found)


@router.get("/sources")
def get_sources(
    request: Request,
    view: CurrentView,
    wanted: Annotated[models.SourcesQuery, Query()],
    lang: AnswerLanguage = None,
) -> models.SourceList:
    """List announcements with what came of reading each: facts, sentences used and not understood, copies."""
    which = sources.Wanted(
        wanted.q, wanted.publisher, wanted.speaker, wanted.country, wanted.language, wanted.order, wanted.descending
    )
    names = language_asked(request, lang, wanted.names)
    found = sources.list_sources(view, which, names=names, limit=wanted.limit, offset=wanted.offset)
    return models.SourceList.model_validate(found)
