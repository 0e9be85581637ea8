"""What a count of people is: the persons of an operation, a part of another count, or something else."""

from __future__ import annotations

from collections.abc import Iterator

from crackdown.loaders.extraction.how_many.count_clauses import clause_features
from crackdown.loaders.extraction.how_many.counts import Count
from crackdown.loaders.extraction.how_many.sums import Sums
from crackdown.loaders.extraction.how_many.whole_text import text_features
from crackdown.loaders.extraction.models.linear import Features, features, features_of_words
from crackdown.loaders.extraction.models.places import about, is_heard
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import bucket, distance

_WINDOW = 45  # characters around a count in which a cue word speaks about it
_CUES = ("total", "running", "plans", "including", "cooperation", "announce", "bystanders", "not_people")


def role_features(analysis: Analysis, position: int, sums: Sums) -> Iterator[Features]:
    """Describe a count for the model that says whether it is an operation's number of persons."""
    count = analysis.counts[position]
    index = analysis.sentences.index(count.start)
    digits, countries = len(str(count.value)), len(count.countries)
    yield _noun(count.noun, min(6, index), digits, count.value == 1, min(2, countries))
    yield counted_word(count.word)
    yield _hedged(count.hedge.value if count.hedge else None, count.summed, count.in_sum)
    earlier = _earlier(analysis, position)
    yield from _trigger_features(analysis, count, index)
    yield from _cue_features(analysis, count, index)
    yield from _neighbour_features(analysis, position, sums, earlier)
    yield from clause_features(analysis, position)
    yield from text_features(analysis, position)
    yield from _joint_features(analysis, position, sums, earlier)
    yield from about_count(analysis, count)


def about_count(analysis: Analysis, count: Count) -> tuple[Features, ...]:
    """Give the place of a question about a count: the nearest word for an action beside it, or else its sentence."""
    if not is_heard():
        return ()
    own, sentence = (count.start, count.noun_end), analysis.sentences.at(count.start).span
    words = analysis.in_sentence(analysis.sentences.index(count.start), "kind")
    nearest = min(words, key=lambda m: distance(*own, m.start, m.end), default=None)
    return about(own, [(nearest.start, nearest.end) if nearest else sentence], sentence)


@features_of_words
def counted_word(word: str | None) -> Iterator[str]:
    """Say by which word people are counted."""
    yield f"word={word}"


@features
def _noun(noun: str | None, sentence: int, digits: int, is_one: bool, countries: int) -> Iterator[str]:
    yield f"noun={noun}"
    yield f"sentence={sentence}"
    yield f"size={digits}"
    yield f"one={is_one}"
    yield f"countries={countries}"
    yield f"noun={noun},countries={min(1, countries)}"


@features
def _hedged(hedge: str | None, is_sum: bool, is_in_sum: bool) -> Iterator[str]:
    yield f"hedge={hedge}"
    yield f"summed={is_sum},in_sum={is_in_sum}"


def _trigger_features(analysis: Analysis, count: Count, index: int) -> Iterator[Features]:
    triggers = analysis.in_sentence(index, "kind")
    yield _triggers(min(3, len(triggers)))
    if triggers:
        nearest = min(triggers, key=lambda m: distance(count.start, count.noun_end, m.start, m.end))
        side = "before" if nearest.start < count.start else "after"
        near = bucket(distance(count.start, count.noun_end, nearest.start, nearest.end))
        yield _trigger(nearest.value, side, near)


@features
def _triggers(number: int) -> Iterator[str]:
    yield f"triggers={number}"


@features
def _trigger(kind: str, side: str, near: str) -> Iterator[str]:
    yield f"trigger={kind}"
    yield f"trigger:{side}:{near}"


def _cue_features(analysis: Analysis, count: Count, index: int) -> Iterator[Features]:
    mentions = analysis.of_sentence(index)
    for cue in _CUES:
        for mention in mentions.get(cue, ()):
            if distance(count.start, count.noun_end, mention.start, mention.end) <= _WINDOW:
                yield _cue(cue, "before" if mention.start < count.start else "after")
    yield _cues("plans" in mentions, "running" in mentions, "total" in mentions, "offence" in mentions)
    sentence = analysis.sentences.all[index]
    dates = [d for d in analysis.dates if sentence.start <= d.start < sentence.end]
    for date in dates:
        if date.meaning.startswith(("since", "previous", "month_range")):
            yield _earlier_date(date.meaning)
    before = analysis.view.text[sentence.start : count.start]
    yield _place(min(2, len(dates)), before.count("(") > before.count(")"), len(before) <= 4)


@features
def _cue(cue: str, side: str) -> Iterator[str]:
    yield f"{cue}:{side}"


@features
def _cues(plans: bool, running: bool, total: bool, offence: bool) -> Iterator[str]:
    yield f"plans:sentence={plans}"
    yield f"running:sentence={running}"
    yield f"total:sentence={total}"
    yield f"offence={offence}"


@features
def _earlier_date(meaning: str) -> Iterator[str]:
    yield f"date={meaning}"


@features
def _place(dates: int, is_bracketed: bool, opens: bool) -> Iterator[str]:
    yield f"dates={dates}"
    yield f"bracketed={is_bracketed}"
    yield f"opens={opens}"


def _neighbour_features(analysis: Analysis, position: int, sums: Sums, earlier: list[Count]) -> Iterator[Features]:
    counts, count = analysis.counts, analysis.counts[position]
    is_repeated = sum(other.value == count.value for other in counts) > 1
    is_after_bigger = any(c.value > count.value for c in earlier)
    yield _sum(position in sums.parts, position in sums.groups, sums.is_part(position))
    yield _neighbours(is_repeated, min(2, len(earlier)), is_after_bigger)
    if position and counts[position - 1].value > count.value:
        yield _follows_bigger(bucket(count.start - counts[position - 1].noun_end))
    listed = [c for c in counts if abs(c.start - count.start) < 80 and len(c.countries) == 1 and c is not count]
    yield _listed(min(3, len(listed)), bool(count.countries))


def _earlier(analysis: Analysis, position: int) -> list[Count]:
    """Give the counts before one in its sentence."""
    index, counts = analysis.sentences.index, analysis.counts
    here = index(counts[position].start)
    return [count for count in counts[:position] if index(count.start) == here]


@features
def _sum(is_whole: bool, is_whole_of_group: bool, is_part: bool) -> Iterator[str]:
    yield f"whole={is_whole},{is_whole_of_group}"
    yield f"part={is_part}"


@features
def _neighbours(is_repeated: bool, earlier: int, is_after_bigger: bool) -> Iterator[str]:
    yield f"repeated={is_repeated}"
    yield f"earlier={earlier}"
    yield f"after_bigger={is_after_bigger}"


@features
def _follows_bigger(near: str) -> Iterator[str]:
    yield f"follows_bigger:{near}"


@features
def _listed(listed: int, has_countries: bool) -> Iterator[str]:
    yield f"listed={listed},{has_countries}"


def _joint_features(analysis: Analysis, position: int, sums: Sums, earlier: list[Count]) -> Iterator[Features]:
    """Join what a linear model cannot weigh apart: the noun, part or whole, whether an action is near."""
    counts, count = analysis.counts, analysis.counts[position]
    index = analysis.sentences.index(count.start)
    mentions = analysis.of_sentence(index)
    has_action = "kind" in mentions
    bigger = any(c.value > count.value for c in earlier)
    part, whole = sums.is_part(position), position in sums.parts
    yield _joint_noun(count.noun, min(1, len(count.countries)), has_action, bigger, part, whole)
    yield _joint_place(min(2, index), has_action, min(2, len(earlier)), bigger)
    yield _joint_size(len(str(count.value)), count.noun, has_action)
    same = [c for i, c in enumerate(counts) if c.value == count.value and i != position]
    in_title = any(analysis.sentences.index(c.start) == 0 for c in same)
    yield _joint_cues(has_action, "plans" in mentions, "running" in mentions)
    yield _joint_same(min(2, len(same)), in_title, count.value < 10)


@features
def _joint_noun(
    noun: str | None, countries: int, has_action: bool, is_after_bigger: bool, is_part: bool, is_whole: bool
) -> Iterator[str]:
    yield f"joint:{noun},{countries},action={has_action},bigger={is_after_bigger}"
    yield f"joint:{noun},{countries},part={is_part},whole={is_whole},action={has_action}"


@features
def _joint_place(sentence: int, has_action: bool, earlier: int, is_after_bigger: bool) -> Iterator[str]:
    yield f"joint:sentence={sentence},action={has_action},earlier={earlier},bigger={is_after_bigger}"


@features
def _joint_size(digits: int, noun: str | None, has_action: bool) -> Iterator[str]:
    yield f"joint:size={digits},{noun},action={has_action}"


@features
def _joint_cues(has_action: bool, plans: bool, running: bool) -> Iterator[str]:
    yield f"joint:action={has_action},plans={plans},running={running}"


@features
def _joint_same(same: int, in_title: bool, is_small: bool) -> Iterator[str]:
    yield f"joint:same={same},title={in_title},small={is_small}"
