"""What a count of people is: the persons of an operation, a part of another count, or something else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from crackdown.loaders.extraction.how_many.counts import Count
from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.models.places import about, is_heard
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import bucket, distance

_WINDOW = 45  # characters around a count in which a cue word speaks about it
_JOINT = 6  # characters that join two counts of one list
_STOPS = frozenset(",.;:()")
_CLAUSE = ("kind", "including", "total", "running", "plans", "place", "announce", "offence")
_CUES = ("total", "running", "plans", "including", "cooperation", "announce", "bystanders", "not_people")


@dataclass(slots=True)
class Sums:
    """Which counts add up to which: positions of parts by the position of their whole."""

    parts: dict[int, list[int]] = field(default_factory=dict)
    groups: set[int] = field(
        default_factory=set
    )  # wholes whose parts are people of one sex or nationality, not other operations

    def is_part(self, position: int) -> bool:
        """Tell whether a count is a part of some whole."""
        return any(position in parts for parts in self.parts.values())


def find_sums(analysis: Analysis) -> Sums:
    """Find counts that the counts around them add up to ("73 … 58 men, 15 women"; "428 + 312 = 740")."""
    sums = Sums()
    counts = analysis.counts
    for whole, count in enumerate(counts):
        if count.value < 4:
            continue
        parts = _run(analysis, whole, range(whole + 1, len(counts))) or _run(analysis, whole, range(whole - 1, -1, -1))
        if parts:
            sums.parts[whole] = sorted(parts)
            if all(counts[p].noun in {"women", "men"} or counts[p].listed for p in parts):
                sums.groups.add(whole)
    return sums


def _run(analysis: Analysis, whole: int, positions: range) -> list[int] | None:
    """Add up neighbouring counts in order until they make the whole; a stray count may be passed over at the start."""
    counts, target = analysis.counts, analysis.counts[whole].value
    for skip in range(3):
        total, parts = 0, []
        for position in positions[skip:]:
            if (
                abs(analysis.sentences.index(counts[position].start) - analysis.sentences.index(counts[whole].start))
                > 6
            ):
                break
            value = counts[position].value
            if value in {0, target}:
                continue
            total += value
            parts.append(position)
            if total >= target:
                break
        if total == target and len(parts) >= 2:
            return parts
    return None


def role_features(analysis: Analysis, position: int, sums: Sums) -> Iterator[Features]:
    """Describe a count for the model that says whether it is an operation's number of persons."""
    count = analysis.counts[position]
    index = analysis.sentences.index(count.start)
    digits, countries = len(str(count.value)), len(count.countries)
    yield _noun(count.noun, min(6, index), digits, count.value == 1, min(2, countries))
    yield Features([f"word={count.word}"])
    yield _hedged(count.hedge.value if count.hedge else None, count.summed, count.in_sum)
    earlier = _earlier(analysis, position)
    yield from _trigger_features(analysis, count, index)
    yield from _cue_features(analysis, count, index)
    yield from _neighbour_features(analysis, position, sums, earlier)
    yield from _clause_features(analysis, position)
    yield from _text_features(analysis, position)
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


def _clause_features(analysis: Analysis, position: int) -> Iterator[Features]:
    """Describe what stands between a count and its neighbours in the sentence: its own words, nobody else's."""
    counts, count = analysis.counts, analysis.counts[position]
    index = analysis.sentences.index(count.start)
    sentence = analysis.sentences.all[index]
    begin = max(sentence.start, counts[position - 1].noun_end if position else 0)
    end = min(sentence.end, counts[position + 1].start if position + 1 < len(counts) else sentence.end)
    noun = count.noun
    mentions = analysis.of_sentence(index)
    for sort in _CLAUSE:
        own = [m for m in mentions.get(sort, ()) if begin <= m.start < end]
        before = bool(own) and own[0].start < count.start
        after = bool(own) and own[-1].start >= count.start
        yield _own(sort, before, after)
        if sort == "kind":
            yield _own_kinds(before, after, noun)
            sides = {(m.value, "before" if m.start < count.start else "after") for m in own}
            yield from (_own_kind(value, side) for value, side in sides)
    for sort, starts in _dated_and_named(analysis):
        yield _own(sort, _is_between(starts, begin, count.start), _is_between(starts, count.start, end))
    if position and counts[position - 1].start >= sentence.start:
        gap = count.start - counts[position - 1].noun_end
        is_bigger = counts[position - 1].value > count.value
        yield _gap(bucket(max(0, gap)), gap <= _JOINT, is_bigger, noun, counts[position - 1].noun)
    if position + 1 < len(counts) and counts[position + 1].start < sentence.end:
        following = counts[position + 1]
        yield _next(following.start - count.noun_end <= _JOINT, following.value < count.value, noun, following.noun)
    text = analysis.view.lower
    yield _ending(text[count.noun_end : count.noun_end + 1].strip() in _STOPS)
    if noun is None:
        following_character = text[count.end : count.end + 1]
        is_after_stop = text[max(0, count.start - 2) : count.start].strip()[-1:] in _STOPS
        yield _bare("a" if following_character.isalnum() else following_character, is_after_stop)


def _dated_and_named(analysis: Analysis) -> tuple[tuple[str, list[int]], tuple[str, list[int]]]:
    """Give where the text has dates and bodies, in its order."""
    if _dated_and_named not in analysis.remembered:
        dates = sorted(date.start for date in analysis.dates if not date.is_published)
        bodies = sorted(start for agency in analysis.agencies for start, _ in agency.spans)
        analysis.remembered[_dated_and_named] = ("date", dates), ("agency", bodies)
    found: tuple[tuple[str, list[int]], tuple[str, list[int]]] = analysis.remembered[_dated_and_named]
    return found


def _is_between(starts: list[int], begin: int, end: int) -> bool:
    following = bisect_left(starts, begin)
    return following < len(starts) and starts[following] < end


@features
def _own(sort: str, before: bool, after: bool) -> Iterator[str]:
    yield f"own:{sort}={before},{after}"


@features
def _own_kinds(before: bool, after: bool, noun: str | None) -> Iterator[str]:
    yield f"own:kind={before},{after},noun={noun}"


@features
def _own_kind(kind: str, side: str) -> Iterator[str]:
    yield f"own:{kind}:{side}"


@features
def _gap(near: str, is_tight: bool, is_bigger: bool, noun: str | None, noun_before: str | None) -> Iterator[str]:
    yield f"gap={near},bigger={is_bigger}"
    yield f"tight={is_tight},bigger={is_bigger},noun={noun},{noun_before}"


@features
def _next(is_tight: bool, is_smaller: bool, noun: str | None, noun_after: str | None) -> Iterator[str]:
    yield f"next:tight={is_tight},smaller={is_smaller},noun={noun},{noun_after}"


@features
def _ending(ends_clause: bool) -> Iterator[str]:
    yield f"ends={ends_clause}"


@features
def _bare(next_character: str, is_after_stop: bool) -> Iterator[str]:
    """Describe what stands around a number that counts nothing named; `a` is any letter or digit."""
    yield f"bare:next={next_character}"
    yield f"bare:previous={is_after_stop}"


def _text_features(analysis: Analysis, position: int) -> Iterator[Features]:
    """Describe the whole text, and a count's place among the others."""
    count = analysis.counts[position]
    if _text_features not in analysis.remembered:
        analysis.remembered[_text_features] = _whole_text(analysis)
    biggest, whole_text = analysis.remembered[_text_features]
    yield _among(count.value >= biggest, position == 0)
    yield from whole_text


def _whole_text(analysis: Analysis) -> tuple[int, list[Features]]:
    values = [count.value for count in analysis.counts if not count.listed]
    title = analysis.in_sentence(0, "kind")
    plans, total = len(analysis.of_type("plans")), len(analysis.sentences.all)
    dates = min(3, sum(not d.is_published for d in analysis.dates))
    is_counted = any(analysis.sentences.index(count.start) == 0 for count in analysis.counts)
    return max(values, default=0), [
        _amounts(bucket(len(values) * 10), min(6, len(analysis.of_type("kind"))), min(4, plans * 8 // total), dates),
        _title(bool(title), bool(analysis.in_sentence(0, "plans")), is_counted),
        *(_title_kind(value) for value in {m.value for m in title}),
    ]


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
