"""What the MCP tools do, over whatever gives the current view of a graph: six questions, each with a short answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from anyascii import anyascii
from rapidfuzz import fuzz

from crackdown.api.mcp import mcp_answers as answers
from crackdown.api.mcp.schema_card import schema_card
from crackdown.api.source import AnswersInTime, ViewSource, view_of
from crackdown.errors import InputError, NotFound
from crackdown.graph.figures.findings import find, tell
from crackdown.graph.figures.spread import spreads_of
from crackdown.graph.iris import announcement_named
from crackdown.graph.linking.network import network_of
from crackdown.graph.linking.things import known_types, to_iri
from crackdown.graph.searching.name_index import fold, initials
from crackdown.graph.searching.search import Hit, search
from crackdown.graph.showing.entity import describe, resolve_name
from crackdown.graph.showing.visible import with_controls_named
from crackdown.graph.sparql.slips import unknown_terms
from crackdown.graph.storage.view import Answer, View
from crackdown.graph.versioning.version_changes import Change
from crackdown.graph.versioning.version_list import ToldVersion, versions_of
from crackdown.graph.why.results import MEMBER, answer_with_why
from crackdown.ontology.labels import label

_SAME: Final = 100.0
_INITIALS: Final = 90.0  # several bodies may share them
_WHY_SECONDS: Final = 20.0


class Tools:
    """The tools over one source, which follows its store: each call answers from the version of that moment."""

    def __init__(self, source: ViewSource) -> None:
        self._source = source

    def card(self) -> answers.Card:
        """Write the schema card."""
        view = self._source.view()
        return answers.Card(version=view.version, card=schema_card(view))

    def resolve(self, name: str, types: list[str], limit: int) -> answers.Candidates:
        """Find the things that a name may mean.

        Raises:
            InputError: there is no such type.
        """
        view = self._source.view()
        found = search(view, name, types=known_types(types), limit=limit)
        candidates, is_cut = answers.within(_candidate(name, hit) for hit in found.hits)
        left = found.total - len(candidates)
        note = f"{left} more; give a longer name, or types, or a higher limit" if left else None
        if not found.total:
            note = "nothing is called so; try another spelling or script, a code such as KTI or KH, or initials"
        return answers.Candidates(
            version=view.version, truncated=is_cut or left > 0, note=note, total=found.total, candidates=candidates
        )

    def query(self, query: str, as_of: str | None, max_rows: int) -> answers.Rows:
        """Answer a query within the limits that hold for everybody, and cut the answer to what a model can read.

        Raises:
            InvalidQuery, UpdateRefused, ServiceRefused, QueryTimeout, QueryAborted: see `crackdown.errors`.
        """
        view = self._source.view()
        answer = self._answer(query, as_of=as_of, why=False)
        if answer.form in {"construct", "describe"}:
            text = with_controls_named(answer.body.decode())
            kept = text[: answers.MOST_CHARACTERS]
            is_cut = len(kept) < len(text)
            note = f"{len(text) - len(kept):,} characters were left out; ask for less" if is_cut else None
            return answers.Rows(version=view.version, truncated=is_cut, note=note, form=answer.form, turtle=kept)
        result = json.loads(answer.body)
        slips = "; ".join(unknown_terms(query)) or None  # a name that the ontology lacks finds nothing, and is no error
        if answer.form == "ask":
            return answers.Rows(version=view.version, note=slips, form="ask", boolean=result["boolean"])
        bindings = result["results"]["bindings"]
        rows = list(answers.rows_within(bindings, max_rows))
        left = len(bindings) - len(rows)
        return answers.Rows(
            version=view.version,
            truncated=left > 0,
            note=f"{left:,} of {len(bindings):,} rows were left out; aggregate, or page by ORDER BY, LIMIT and OFFSET"
            if left
            else slips,
            form="select",
            names=result["head"]["vars"],
            rows=rows,
            total_rows=len(bindings),
        )

    def evidence(self, about: str | None, query: str | None, row: int) -> answers.Evidences:
        """Give the claims on a thing, or those behind a row of an answer.

        Raises:
            InputError: neither or both were given, or there is no such row.
            NotFound: nothing is called so.
        """
        if (about is None) == (query is None):
            raise InputError("give either `about` (an IRI or a name) or `query` with `row`")
        view = self._source.view()
        if query is None:
            assert about is not None
            iri = resolve_name(view, about)
            claims, is_cut = answers.within(_claims_on(view, iri))
            note = "facts were left out; ask by query for those you need, then for the evidence of a row"
        else:
            iri = f"row {row} of the answer"
            claims, is_cut = answers.within(self._claims_behind(query, row))
            note = "claims were left out; ask for fewer things in one row"
        return answers.Evidences(
            version=view.version, truncated=is_cut, note=note if is_cut else None, about=iri, claims=claims
        )

    def figures(self, operation: str) -> answers.Figures:
        """Give every number that was said of an operation, and what does not add up.

        Raises:
            NotFound, InputError: there is no such thing, or it is no operation.
        """
        view = self._source.view()
        iri = resolve_name(view, operation)
        node = network_of(view).node(iri)
        if node.type != "operation":
            raise InputError(f"{operation}: this is of type {node.type}, and figures are told of operations")
        groups, is_cut = answers.within(_groups(view, iri))
        concerned = [one for one in find(view) if iri in one.operations]
        return answers.Figures(
            version=view.version,
            truncated=is_cut,
            note="groups were left out; ask by query for those you need" if is_cut else None,
            operation=iri,
            untrusted_label=answers.shown(node.label),
            groups=groups,
            findings=[f"{label(one.finding.severity)}: {one.text}" for one in tell(view, concerned)][:20],
        )

    def versions(self, announcement: str) -> answers.Versions:
        """Give what an announcement said, version by version, and what each changed.

        Raises:
            NotFound: there is no such announcement, or it did not come as a record.
        """
        view = self._source.view()
        versions, is_cut = answers.within(map(_version, versions_of(view, announcement_named(announcement))))
        return answers.Versions(
            version=view.version,
            truncated=is_cut,
            note="later versions were left out; crk:publicFrom in graph:versions lists them all" if is_cut else None,
            announcement=announcement_named(announcement),
            versions=versions,
        )

    def _answer(self, query: str, *, as_of: str | None, why: bool) -> Answer:
        if isinstance(self._source, AnswersInTime):
            return self._source.answer(
                query, select_format="json", graph_format="turtle", default_graph_uris=(), named_graph_uris=(),
                as_of=as_of, why=why,
            )  # fmt: skip
        view = view_of(self._source, as_of)
        return answer_with_why(view, query, seconds=_WHY_SECONDS) if why else view.serialize(query)

    def _claims_behind(self, query: str, row: int) -> Iterator[answers.Claim]:
        answer = self._answer(query, as_of=None, why=True)
        explained = json.loads(answer.body)["head"][MEMBER]
        if not 1 <= row <= len(explained["rows"]):
            raise InputError(f"there is no row {row}: {len(explained['rows'])} rows have evidence; rows count from 1")
        grounds = explained["rows"][row - 1]
        if grounds["support"] is None or not grounds["support"]:
            raise NotFound(f"nothing is known to support row {row}: {'; '.join(grounds['notes'] + explained['notes'])}")
        yield from (_support(one) for one in grounds["support"])


def _candidate(name: str, hit: Hit) -> answers.Candidate:
    score, why = _likeness(name, hit.matched)
    node = hit.node
    return answers.Candidate(
        iri=node.iri,
        type=node.type,
        untrusted_label=answers.shown(node.label),
        untrusted_detail=answers.shown(node.detail),
        untrusted_matched=answers.shown(hit.matched),
        score=score,
        why=f"{why}; {node.degree} relations",
    )


def _likeness(name: str, matched: str) -> tuple[float, str]:
    """Tell how alike two names are, from 0 to 100, and in what way."""
    asked, found = fold(name), fold(matched)
    if asked == found:
        return _SAME, "the same name or code"
    if asked in initials(matched):
        return _INITIALS, "its initials"
    asked, found = fold(anyascii(name)), fold(anyascii(matched))
    score = round(fuzz.token_sort_ratio(asked, found), 1)
    if asked == found:
        return score, "the same name in another script"
    if asked in found:
        return score, "part of the name"
    if found in asked:
        return score, "the name is part of what was asked"
    return score, "a similar name"


def _claims_on(view: View, iri: str) -> Iterator[answers.Claim]:
    for fact in describe(view, iri).facts:
        yield answers.Claim(
            subject=to_iri(fact.subject.id),
            property=fact.property,
            untrusted_value=answers.shown(fact.value.text),
            value_iri=to_iri(fact.value.id) if fact.value.id else None,
            inferred=fact.inferred,
            confidence=fact.confidence,
            quotes=[answers.quote_of(one) for one in fact.evidence[:3]],
        )


def _support(one: dict[str, Any]) -> answers.Claim:
    """Put what supports a row into a claim: its triple, and its quote where it has one."""
    subject, property_, value = (term.strip("<>") for term in one["triple"])
    quote = one["quote"] and answers.Quote(
        untrusted_quote=answers.shown(one["quote"]),
        language=one["language"],
        announcement=one["announcement"],
        published=one["published"],
        start=one["start"],
        end=one["end"],
        confidence=one["confidence"],
    )
    return answers.Claim(
        subject=subject,
        property=property_,
        untrusted_value=answers.shown(value),
        value_iri=value if one["triple"][2].startswith("<") else None,
        inferred=one["kind"] == "inferred" or one["inferred_from"] is not None,
        confidence=one["confidence"],
        quotes=[quote] if quote else [],
    )


def _version(one: ToldVersion) -> answers.Version:
    return answers.Version(
        iri=one.iri,
        is_current=one.is_current,
        published=one.published,
        public_from=one.public_from,
        public_until=one.public_until,
        withdrawn_on=one.withdrawn_on,
        untrusted_reason=answers.shown(one.reason),
        changes=[_difference(change) for change in one.changes],
    )


def _difference(change: Change) -> answers.Difference:
    before, after = change.before, change.after
    return answers.Difference(
        kind=change.kind,
        untrusted_about=answers.shown(change.about),
        field=change.field,
        untrusted_before=answers.shown(before.value) if before else None,
        untrusted_quote_before=answers.shown(before.quote) if before else None,
        untrusted_after=answers.shown(after.value) if after else None,
        untrusted_quote_after=answers.shown(after.quote) if after else None,
    )


def _groups(view: View, iri: str) -> Iterator[answers.Group]:
    for spread in spreads_of(view, iri):
        numbers = [
            answers.Number(
                value=said.count.value,
                lowest=said.count.low,
                highest=said.count.high,
                precision=label(said.count.precision) if said.count.precision else None,
                said_by=list(said.speakers),
                published=said.publication.published,
                quote=answers.quote_of(said.evidence) if said.evidence else None,
            )
            for said in spread.claims
        ]
        yield answers.Group(group=spread.group, agreement=spread.agreement, numbers=numbers)
