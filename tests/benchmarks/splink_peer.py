"""Operations of the gold records resolved by Splink on DuckDB, beside this program.

`python -m tests.benchmarks.splink_peer` wants `pip install splink duckdb pandas`. Splink is given the same facts as
columns and never two operations of one announcement; thresholds are picked by the labels, in its favour. Its clusters
are chains of pairs; a second grouping, which takes at most one operation of an announcement, is added by hand.
"""

from __future__ import annotations

import itertools
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from crackdown.graph import iris
from crackdown.graph.identity.bulk import Here, resolve_all
from crackdown.graph.identity.operation_profile import OperationProfile
from crackdown.loaders.records import to_record
from crackdown.loaders.training import ANNOUNCEMENTS

Pair = tuple[str, str]
Levels = list[dict[str, Any]]

_THRESHOLDS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999, 0.99999, 0.999999)
_KEYS = (("country", "first"), ("country", "last"), ("persons", "month"), ("country", "kind", "month"))
_RULES = [
    " AND ".join([*(f"l.{name} = r.{name}" for name in names), "l.announcement <> r.announcement"])
    for names in (*_KEYS, ("persons", "country"))
]
_DAYS = "abs(date_diff('day', try_cast({0}_l AS date), try_cast({0}_r AS date)))"


def main() -> None:
    """Print precision, recall, F and seconds of processor time."""
    from crackdown.loaders.training.identity import read_groups, read_profiles

    profiles, groups = read_profiles(ANNOUNCEMENTS), read_groups()
    same = set(_pairs(groups))
    begin = time.process_time()
    records = [
        to_record(json.loads(path.read_text(encoding="utf-8")))[1] for path in sorted(ANNOUNCEMENTS.glob("*.json"))
    ]
    clusters = resolve_all([(iris.mint_announcement(record.id), record) for record in records], Here())
    ours = set(_pairs(one.members for one in clusters if one.type == "operation"))
    print(f"crackdown as it ships: {_rates(ours, same)} in {time.process_time() - begin:.1f} s, reading included")
    for labelled in (False, True):
        begin = time.process_time()
        chained, single = zip(*resolve_by_splink(profiles, groups if labelled else None), strict=True)
        print(f"Splink, m from {'the labels' if labelled else 'EM'}: {time.process_time() - begin:.1f} s")
        print("  its clusters, the best threshold:", max((_rates(found, same) for found in chained), key=_f))
        print("  at most one of an announcement:  ", max((_rates(found, same) for found in single), key=_f))


def resolve_by_splink(
    profiles: dict[str, OperationProfile], groups: list[list[str]] | None
) -> Iterator[tuple[set[Pair], set[Pair]]]:
    """Yield for each threshold the pairs in one cluster, by Splink and with one operation an announcement at most."""
    import pandas as pd
    from splink import DuckDBAPI, Linker, SettingsCreator

    frame = pd.DataFrame([_row(name, profile) for name, profile in profiles.items()])
    for name in ("persons", "women", "men"):
        frame[name] = frame[name].astype("Int64")
    one_of = {name: group[0] for group in groups or () for name in group}
    frame["label"] = [one_of.get(name, name) for name in frame.unique_id]
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=_comparisons(), blocking_rules_to_generate_predictions=_RULES
    )
    linker = Linker(DuckDBAPI().register(frame), settings)
    exact = "l.first = r.first AND l.persons = r.persons AND l.country = r.country"
    linker.training.estimate_probability_two_random_records_match([exact], recall=0.4)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    if groups:
        linker.training.estimate_m_from_label_column("label")
    else:
        for rule in (_RULES[0], _RULES[2]):
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
    predicted = linker.inference.predict(threshold_match_probability=0.01)
    pairs = predicted.as_pandas_dataframe().sort_values("match_probability", ascending=False)
    scored = list(zip(pairs.unique_id_l, pairs.unique_id_r, pairs.match_probability, strict=True))
    for least in _THRESHOLDS:
        found = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, least).as_pandas_dataframe()
        members = defaultdict(list)
        for name, number in zip(found.unique_id, found.cluster_id, strict=True):
            members[number].append(name)
        yield set(_pairs(members.values())), _one_an_announcement(scored, least, profiles)


def _row(name: str, profile: OperationProfile) -> dict[str, Any]:
    first, last = profile.span or (None, None)
    sets = ("nationalities", "airports", "agencies", "offences", "places")
    plain = ("announcement", "kind", "published", "persons", "women", "men", "country", "destination", "is_total")
    return {
        "unique_id": name, "first": first, "last": last, "month": (first or profile.published or "")[:7] or None,
        **{key: getattr(profile, key) for key in plain},
        **{key: sorted(getattr(profile, key)) or None for key in sets},
    }  # fmt: skip


def _comparisons() -> list[Any]:
    import splink.comparison_library as library

    days, apart = _DAYS.format("first"), _DAYS.format("published")
    near = "abs(persons_l - persons_r) <= {} * greatest(persons_l, persons_r)"
    same = "persons_l = persons_r"
    custom = {
        "first": (
            "first_l = first_r AND last_l = last_r", "first_l = first_r OR last_l = last_r", f"{days} <= 1",
            "first_l <= last_r AND first_r <= last_l", f"{days} <= 7",
        ),
        "persons": (
            f"{same} AND persons_l >= 100", f"{same} AND persons_l >= 10", same, near.format(0.05), near.format(0.2),
        ),
        "published": ("published_l = published_r", f"{apart} <= 4", f"{apart} <= 31"),
    }  # fmt: skip
    return [
        *(library.CustomComparison(_levels(name, tests), name) for name, tests in custom.items()),
        library.ExactMatch("country").configure(term_frequency_adjustments=True),
        *(library.ExactMatch(name) for name in ("kind", "destination", "women", "men", "is_total")),
        *(library.ArrayIntersectAtSizes(name, [2, 1]) for name in ("nationalities", "agencies")),
        *(library.ArrayIntersectAtSizes(name, [1]) for name in ("offences", "places", "airports")),
    ]


def _levels(name: str, tests: Iterable[str]) -> Levels:
    unknown = {"sql_condition": f"{name}_l IS NULL OR {name}_r IS NULL", "label_for_charts": "unknown"}
    told = [{"sql_condition": test, "label_for_charts": test} for test in tests]
    return [unknown | {"is_null_level": True}, *told, {"sql_condition": "ELSE", "label_for_charts": "else"}]


def _one_an_announcement(
    scored: list[tuple[str, str, float]], least: float, profiles: dict[str, OperationProfile]
) -> set[Pair]:
    """Join the surest pairs first, but never two groups that have an announcement in common."""
    group = {name: {name} for name in profiles}
    for one, other, probability in scored:
        told = [{profiles[name].announcement for name in group[member]} for member in (one, other)]
        if probability >= least and not told[0] & told[1]:
            joined = group[one] | group[other]
            group.update(dict.fromkeys(joined, joined))
    return set(_pairs({id(members): members for members in group.values()}.values()))


def _pairs(groups: Iterable[Iterable[str]]) -> Iterator[Pair]:
    for members in groups:
        yield from itertools.combinations(sorted(members), 2)


def _rates(found: set[Pair], same: set[Pair]) -> tuple[float, float, float]:
    right = len(found & same)
    precision, recall = right / max(1, len(found)), right / len(same)
    return round(precision, 3), round(recall, 3), round(2 * precision * recall / max(1e-9, precision + recall), 3)


def _f(rates: tuple[float, float, float]) -> float:
    return rates[2]


if __name__ == "__main__":
    main()
