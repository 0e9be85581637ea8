"""What a text as a whole says of each of its counts: how many there are, whether the title names an action."""

from __future__ import annotations

from collections.abc import Iterator

from crackdown.loaders.extraction.models.linear import Features, Together, features
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.text.mentions import bucket


def text_features(analysis: Analysis, position: int) -> Iterator[Features]:
    """Describe the whole text, and a count's place among the others."""
    count = analysis.counts[position]
    biggest, whole_text = _whole_text(analysis)
    yield _among(count.value >= biggest, position == 0)
    yield whole_text


@once_a_text
def _whole_text(analysis: Analysis) -> tuple[int, Features]:
    """Give the biggest count of a text, and the features that are those of every count."""
    values = [count.value for count in analysis.counts if not count.listed]
    title = analysis.in_sentence(0, "kind")
    plans, total = len(analysis.of_type("plans")), len(analysis.sentences.all)
    dates = min(3, sum(not d.is_published for d in analysis.dates))
    is_counted = any(analysis.sentences.index(count.start) == 0 for count in analysis.counts)
    amounts = _amounts(
        bucket(len(values) * 10), min(6, len(analysis.of_type("kind"))), min(4, plans * 8 // total), dates
    )
    title_features = _title(bool(title), bool(analysis.in_sentence(0, "plans")), is_counted)
    kinds = map(_title_kind, {m.value for m in title})
    return max(values, default=0), Together([amounts, title_features, *kinds])


@features
def _among(is_biggest: bool, is_first: bool) -> Iterator[str]:
    yield f"biggest={is_biggest}"
    yield f"first={is_first}"


@features
def _amounts(counts: str, kinds: int, plans: int, dates: int) -> Iterator[str]:
    yield f"counts={counts}"
    yield f"text:kinds={kinds}"
    yield f"text:plans={plans}"
    yield f"text:dates={dates}"


@features
def _title(says_kind: bool, plans: bool, is_counted: bool) -> Iterator[str]:
    yield f"title:kind={says_kind}"
    yield f"title:plans={plans}"
    yield f"title:count={is_counted}"


@features
def _title_kind(kind: str) -> Iterator[str]:
    yield f"title:{kind}"
