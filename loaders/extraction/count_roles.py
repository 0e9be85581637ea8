"""What a count of people is: the persons of an operation, a part of another count, or something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from crackdown.loaders.extraction.analysis import Analysis
from crackdown.loaders.extraction.counts import Count
from crackdown.loaders.extraction.mentions import bucket, distance

_WINDOW = 45  # characters around a count in which a cue word speaks about it
_JOINT = 6  # characters that join two counts of one list
_STOPS = frozenset(",.;:()")
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


def role_features(analysis: Analysis, position: int, sums: Sums) -> Iterator[str]:
    """Describe a count for the model that says whether it is an operation's number of persons."""
    count = analysis.counts[position]
    index = analysis.sentences.index(count.start)
    yield f"noun={count.noun}"
    yield f"sentence={min(index, 6)}"
    yield f"word={count.word}"
    yield f"size={len(str(count.value))}"
    yield f"one={count.value == 1}"
    yield f"hedge={count.hedge.value if count.hedge else None}"
    yield f"countries={min(2, len(count.countries))}"
    yield f"noun={count.noun},countries={min(1, len(count.countries))}"
    yield f"summed={count.summed},in_sum={count.in_sum}"
    yield from _trigger_features(analysis, count, index)
    yield from _cue_features(analysis, count, index)
    yield from _neighbour_features(analysis, position, sums)
    yield from _clause_features(analysis, position)
    yield from _text_features(analysis, position)
    yield from _joint_features(analysis, position, sums)


def _trigger_features(analysis: Analysis, count: Count, index: int) -> Iterator[str]:
    triggers = analysis.in_sentence(index, "kind")
    yield f"triggers={min(3, len(triggers))}"
    if triggers:
        nearest = min(triggers, key=lambda m: distance(count.start, count.noun_end, m.start, m.end))
        side = "before" if nearest.start < count.start else "after"
        yield f"trigger={nearest.value}"
        yield f"trigger:{side}:{bucket(distance(count.start, count.noun_end, nearest.start, nearest.end))}"


def _cue_features(analysis: Analysis, count: Count, index: int) -> Iterator[str]:
    for cue in _CUES:
        for mention in analysis.in_sentence(index, cue):
            if distance(count.start, count.noun_end, mention.start, mention.end) <= _WINDOW:
                yield f"{cue}:{'before' if mention.start < count.start else 'after'}"
    for cue in ("plans", "running", "total"):
        yield f"{cue}:sentence={bool(analysis.in_sentence(index, cue))}"
    sentence = analysis.sentences.all[index]
    dates = [d for d in analysis.dates if sentence.start <= d.start < sentence.end]
    yield f"dates={min(2, len(dates))}"
    for date in dates:
        if date.meaning.startswith(("since", "previous", "month_range")):
            yield f"date={date.meaning}"
    text = analysis.view.text
    before = text[sentence.start : count.start]
    yield f"bracketed={before.count('(') > before.count(')')}"
    yield f"opens={len(before) <= 4}"
    yield f"offence={bool(analysis.in_sentence(index, 'offence'))}"


def _neighbour_features(analysis: Analysis, position: int, sums: Sums) -> Iterator[str]:
    counts, count = analysis.counts, analysis.counts[position]
    index = analysis.sentences.index(count.start)
    yield f"whole={position in sums.parts},{position in sums.groups}"
    yield f"part={sums.is_part(position)}"
    yield f"repeated={sum(other.value == count.value for other in counts) > 1}"
    earlier = [c for c in counts[:position] if analysis.sentences.index(c.start) == index]
    yield f"earlier={min(2, len(earlier))}"
    yield f"after_bigger={any(c.value > count.value for c in earlier)}"
    if position and counts[position - 1].value > count.value:
        yield f"follows_bigger:{bucket(count.start - counts[position - 1].noun_end)}"
    listed = [c for c in counts if abs(c.start - count.start) < 80 and len(c.countries) == 1 and c is not count]
    yield f"listed={min(3, len(listed))},{bool(count.countries)}"


def _clause_features(analysis: Analysis, position: int) -> Iterator[str]:
    """Describe what stands between a count and its neighbours in the sentence: its own words, nobody else's."""
    counts, count = analysis.counts, analysis.counts[position]
    index = analysis.sentences.index(count.start)
    sentence = analysis.sentences.all[index]
    begin = max(sentence.start, counts[position - 1].noun_end if position else 0)
    end = min(sentence.end, counts[position + 1].start if position + 1 < len(counts) else sentence.end)
    noun = count.noun
    for kind in ("kind", "including", "total", "running", "plans", "place", "announce", "offence"):
        own = [m for m in analysis.in_sentence(index, kind) if begin <= m.start < end]
        before = any(m.start < count.start for m in own)
        after = any(m.start >= count.start for m in own)
        yield f"own:{kind}={before},{after}"
        if kind == "kind":
            yield f"own:{kind}={before},{after},noun={noun}"
            yield from {f"own:{m.value}:{'before' if m.start < count.start else 'after'}" for m in own}
    for name, starts in (
        ("date", [d.start for d in analysis.dates if not d.is_published]),
        ("agency", [start for agency in analysis.agencies for start, _ in agency.spans]),
    ):
        before, after = (
            any(low <= s < high for s in starts) for low, high in ((begin, count.start), (count.start, end))
        )
        yield f"own:{name}={before},{after}"
    if position and counts[position - 1].start >= sentence.start:
        gap = count.start - counts[position - 1].noun_end
        bigger = counts[position - 1].value > count.value
        yield f"gap={bucket(max(0, gap))},bigger={bigger}"
        yield f"tight={gap <= _JOINT},bigger={bigger},noun={noun},{counts[position - 1].noun}"
    if position + 1 < len(counts) and counts[position + 1].start < sentence.end:
        following = counts[position + 1]
        gap = following.start - count.noun_end
        yield f"next:tight={gap <= _JOINT},smaller={following.value < count.value},noun={noun},{following.noun}"
    text = analysis.view.lower
    yield f"ends={text[count.noun_end : count.noun_end + 1].strip() in _STOPS}"
    if noun is None:
        yield f"bare:next={text[count.end : count.end + 1] if not text[count.end : count.end + 1].isalnum() else 'a'}"
        yield f"bare:previous={text[max(0, count.start - 2) : count.start].strip()[-1:] in _STOPS}"


def _text_features(analysis: Analysis, position: int) -> Iterator[str]:
    """Describe the whole text, and a count's place among the others."""
    counts, count = analysis.counts, analysis.counts[position]
    values = [other.value for other in counts if not other.listed]
    yield f"biggest={count.value >= max(values, default=0)}"
    yield f"first={position == 0}"
    yield f"counts={bucket(len(values) * 10)}"
    title = analysis.in_sentence(0, "kind")
    yield f"title:kind={bool(title)}"
    yield f"title:plans={bool(analysis.in_sentence(0, 'plans'))}"
    yield f"title:count={any(analysis.sentences.index(c.start) == 0 for c in counts)}"
    yield f"text:kinds={min(6, len(analysis.of_type('kind')))}"
    plans, total = len(analysis.of_type("plans")), len(analysis.sentences.all)
    yield f"text:plans={min(4, plans * 8 // total)}"
    yield f"text:dates={min(3, sum(not d.is_published for d in analysis.dates))}"
    for value in {m.value for m in title}:
        yield f"title:{value}"


def _joint_features(analysis: Analysis, position: int, sums: Sums) -> Iterator[str]:
    """Join what a linear model cannot weigh apart: the noun, part or whole, whether an action is near."""
    counts, count = analysis.counts, analysis.counts[position]
    index = analysis.sentences.index(count.start)
    has_action = bool(analysis.in_sentence(index, "kind"))
    earlier = [c for c in counts[:position] if analysis.sentences.index(c.start) == index]
    bigger = any(c.value > count.value for c in earlier)
    part, whole = sums.is_part(position), position in sums.parts
    own = min(1, len(count.countries))
    yield f"joint:{count.noun},{own},action={has_action},bigger={bigger}"
    yield f"joint:{count.noun},{own},part={part},whole={whole},action={has_action}"
    yield f"joint:sentence={min(2, index)},action={has_action},earlier={min(2, len(earlier))},bigger={bigger}"
    yield f"joint:size={len(str(count.value))},{count.noun},action={has_action}"
    plans, running = (bool(analysis.in_sentence(index, cue)) for cue in ("plans", "running"))
    yield f"joint:action={has_action},plans={plans},running={running}"
    same = [c for i, c in enumerate(counts) if c.value == count.value and i != position]
    in_title = any(analysis.sentences.index(c.start) == 0 for c in same)
    yield f"joint:same={min(2, len(same))},title={in_title},small={count.value < 10}"
