"""Whether a text reports any operation at all, or is a warning, an appointment, a hearing, a meeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.models.places import about
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.when.date_found import DateFound, Value, begins_after

_NAMES = ("offence", "bystanders", "without", "command", "cooperation", "announce", "running", "total")
_DENSE = 8  # a share of sentences is told in eighths


def reporting_features(analysis: Analysis) -> list[Features]:
    """Describe a whole text for the model that says whether it reports operations."""
    whole = 0, len(analysis.view.text)
    place = about(analysis.sentences.all[0].span, [whole], whole)
    return [*_title(analysis), *_sentences(analysis), *_words(analysis), *place]


def _title(analysis: Analysis) -> Iterator[Features]:
    mentions = analysis.of_sentence(0)
    title = analysis.sentences.all[0]
    is_counted = any(analysis.sentences.index(c.start) == 0 for c in analysis.counts)
    yield _says("kind" in mentions, "plans" in mentions, is_counted, analysis.view.text.find("?", 0, title.end) >= 0)
    yield from (_title_kind(kind) for kind in {m.value for m in mentions.get("kind", ())})


@features
def _says(is_kind: bool, plans: bool, is_counted: bool, asks: bool) -> Iterator[str]:
    yield f"title:kind={is_kind},plans={plans}"
    yield f"title:kind={is_kind},count={is_counted}"
    yield f"title:asks={asks}"


@features
def _title_kind(kind: str) -> Iterator[str]:
    yield f"title:{kind}"


def _sentences(analysis: Analysis) -> Iterator[Features]:
    """Count the sentences in which people are counted beside a word for an action, and no plan."""
    index = analysis.sentences.index
    total = len(analysis.sentences.all)
    counted = {index(c.start) for c in analysis.counts if c.noun not in {None, "bystanders"}}
    acted = {index(m.start) for m in analysis.of_type("kind")}
    planned = {index(m.start) for m in analysis.of_type("plans")}
    dated, ahead = dated_sentences(analysis)
    intended = {index(m.start) for m in analysis.of_type("intentions")}
    acting = {index(s) for a in analysis.agencies for s, _ in a.spans}
    for name, found in (
        ("acted", acted),
        ("counted", counted & acted),
        ("plain", (counted & acted) - planned),
        ("dated", (counted & acted & dated) - planned),
        ("acting", (acted & acting & dated) - planned),
        ("done", (counted & acted) - planned - intended - ahead),
        ("ahead", ahead),
    ):
        yield _share(name, min(4, len(found)), len(found) * _DENSE // total)
    done = counted & acted
    yield _intended(
        len(intended) * _DENSE // total,
        len(intended & done) * _DENSE // max(1, len(done)),
        0 in intended,
        0 in counted,
    )
    other = {index(m.start) for m in analysis.of_type("other_matters")}
    yield _other(min(4, len(other)), len(other) * _DENSE // total, 0 in other, min(other, default=2) <= 1)
    early = {i for i in counted & acted if i <= 2}
    planned_share = len(planned & acted) * _DENSE // max(1, len(acted))
    yield _planned(len(planned) * _DENSE // total, planned_share, bool(early), bool(early & planned))


@features
def _share(name: str, sentences: int, share: int) -> Iterator[str]:
    yield f"{name}={sentences}"
    yield f"{name}:share={share}"


@features
def _planned(share: int, share_of_acted: int, is_early: bool, is_early_planned: bool) -> Iterator[str]:
    yield f"planned:share={share}"
    yield f"planned:share={share_of_acted},acted"
    yield f"early={is_early},plans={is_early_planned}"


@features
def _intended(share: int, share_of_done: int, in_title: bool, counted_in_title: bool) -> Iterator[str]:
    yield f"intended:share={share}"
    yield f"intended:share={share_of_done},acted"
    yield f"title:intended={in_title},counted={counted_in_title}"


@features
def _other(sentences: int, share: int, in_title: bool, is_early: bool) -> Iterator[str]:
    """Name what is told of other matters than operations: trainings, meetings, rules, warnings, hearings, pleas."""
    yield f"other={sentences}"
    yield f"other:share={share}"
    yield f"title:other={in_title}"
    yield f"other:early={is_early}"


@once_a_text
def dated_sentences(analysis: Analysis) -> tuple[set[int], set[int]]:
    """Give the sentences with a date, other than that of publication, and those with one after it."""
    index = analysis.sentences.index
    return (
        {index(date.start) for date in analysis.dates if not date.is_published},
        {index(date.start) for date in analysis.dates if _is_ahead(analysis, date)},
    )


@once_a_text
def dates_of_sentences(analysis: Analysis) -> dict[int, set[Value]]:
    """Give the dates that each sentence tells, other than that of publication."""
    found: dict[int, set[Value]] = {}
    for date in analysis.dates:
        if not date.is_published:
            found.setdefault(analysis.sentences.index(date.start), set()).add(date.value)
    return found


def own_date(analysis: Analysis, sentence: int, others: Iterable[int]) -> str:
    """Tell whether a sentence gives a date that others do not: a day, another, none, or one that they have too."""
    dates = dates_of_sentences(analysis)
    mine = dates.get(sentence)
    if not mine:
        return "none"
    own = mine.difference(*(dates.get(other, ()) for other in others))
    if not own:
        return "shared"
    return "day" if any(isinstance(value, str) and value.count("-") > 1 for value in own) else "other"


def _is_ahead(analysis: Analysis, date: DateFound) -> bool:
    """Tell whether a date lies after the text's publication: what is to happen then has not happened."""
    return analysis.published is not None and begins_after(date.value, analysis.published[0])


def _words(analysis: Analysis) -> Iterator[Features]:
    kinds = Counter(m.value for m in analysis.of_type("kind"))
    yield from (_kind(kind, min(3, number)) for kind, number in kinds.items())
    yield from (_number(name, min(4, len(analysis.of_type(name)))) for name in _NAMES)
    yield _issuer(analysis.issuers[0][0].kind if analysis.issuers else None, bool(analysis.airports))
    countries = len({m.value for m in analysis.of_type("country")})
    yield _numbers(min(4, countries), min(6, len(analysis.counts)), min(3, analysis.view.text.count("?")))


@features
def _kind(kind: str, number: int) -> Iterator[str]:
    yield f"kind:{kind}={number}"


@features
def _number(name: str, number: int) -> Iterator[str]:
    yield f"{name}={number}"


@features
def _issuer(type_: str | None, has_airports: bool) -> Iterator[str]:
    yield f"issuer={type_}"
    yield f"airports={has_airports}"


@features
def _numbers(countries: int, counts: int, questions: int) -> Iterator[str]:
    yield f"countries={countries}"
    yield f"counts={counts}"
    yield f"questions={questions}"
