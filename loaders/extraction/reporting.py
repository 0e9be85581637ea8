"""Whether a text reports any operation at all, or is a warning, an appointment, a hearing, a meeting."""

from __future__ import annotations

from collections.abc import Iterator

from crackdown.loaders.extraction.analysis import Analysis
from crackdown.loaders.extraction.dates import DateFound

_DENSE = 8  # a share of sentences is told in eighths


def reporting_features(analysis: Analysis) -> list[str]:
    """Describe a whole text for the model that says whether it reports operations."""
    return [*_title(analysis), *_sentences(analysis), *_words(analysis)]


def _title(analysis: Analysis) -> Iterator[str]:
    kinds = {m.value for m in analysis.in_sentence(0, "kind")}
    plans = bool(analysis.in_sentence(0, "plans"))
    counted = any(analysis.sentences.index(c.start) == 0 for c in analysis.counts)
    title = analysis.sentences.all[0]
    yield f"title:kind={bool(kinds)},plans={plans}"
    yield f"title:kind={bool(kinds)},count={counted}"
    yield f"title:asks={'?' in analysis.view.text[title.start : title.end]}"
    yield from (f"title:{kind}" for kind in kinds)


def _sentences(analysis: Analysis) -> Iterator[str]:
    """Count the sentences in which people are counted beside a word for an action, and no plan."""
    index = analysis.sentences.index
    total = len(analysis.sentences.all)
    counted = {index(c.start) for c in analysis.counts if c.noun not in {None, "bystanders"}}
    acted = {index(m.start) for m in analysis.of_type("kind")}
    planned = {index(m.start) for m in analysis.of_type("plans")}
    dated = {index(d.start) for d in analysis.dates if not d.is_published}
    intended = {index(m.start) for m in analysis.of_type("intentions")}
    ahead = {index(d.start) for d in analysis.dates if is_ahead(analysis, d)}
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
        yield f"{name}={min(4, len(found))}"
        yield f"{name}:share={len(found) * _DENSE // total}"
    yield f"planned:share={len(planned) * _DENSE // total}"
    yield f"planned:share={len(planned & acted) * _DENSE // max(1, len(acted))},acted"
    yield f"intended:share={len(intended) * _DENSE // total}"
    yield f"intended:share={len(intended & counted & acted) * _DENSE // max(1, len(counted & acted))},acted"
    yield f"title:intended={0 in intended},counted={0 in counted}"
    early = {i for i in counted & acted if i <= 2}
    yield f"early={bool(early)},plans={bool(early & planned)}"


def is_ahead(analysis: Analysis, date: DateFound) -> bool:
    """Tell whether a date lies after the text's publication: what is to happen then has not happened."""
    first = date.value if isinstance(date.value, str) else date.value[0]
    return analysis.published is not None and first > analysis.published[0][: len(first)]


def _words(analysis: Analysis) -> Iterator[str]:
    kinds = [m.value for m in analysis.of_type("kind")]
    yield from (f"kind:{kind}={min(3, kinds.count(kind))}" for kind in set(kinds))
    for name in ("offence", "bystanders", "without", "command", "cooperation", "announce", "running", "total"):
        yield f"{name}={min(4, len(analysis.of_type(name)))}"
    yield f"issuer={analysis.issuers[0][0].kind if analysis.issuers else None}"
    yield f"airports={bool(analysis.airports)}"
    yield f"countries={min(4, len({m.value for m in analysis.of_type('country')}))}"
    yield f"counts={min(6, len(analysis.counts))}"
    yield f"questions={min(3, analysis.view.text.count('?'))}"
