"""The weights of identity: fitted on what was judged by hand, always the same, each pointing where its name says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import crackdown.graph.identity
import crackdown.loaders.training
from crackdown.graph.identity.operation_profile import OperationProfile
from crackdown.loaders.training import ANNOUNCEMENTS
from crackdown.loaders.training.identity import Pairs, fit_weights, read_profiles

GROUPS = json.loads(
    Path(crackdown.loaders.training.__file__).with_name("same_operations.json").read_text(encoding="utf-8")
)
WEIGHTS = json.loads(Path(crackdown.graph.identity.__file__).with_name("weights.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def profiles() -> dict[str, OperationProfile]:
    return read_profiles(ANNOUNCEMENTS)


def test_every_judged_member_is_an_operation_of_a_training_announcement(profiles: dict[str, OperationProfile]) -> None:
    assert {member for group in GROUPS for member in group} <= set(profiles)


def test_no_group_holds_two_operations_of_one_announcement() -> None:
    for group in GROUPS:
        announcements = [member.partition("#")[0] for member in group]
        assert len(set(announcements)) == len(announcements), group


def test_fitting_gives_the_weights_that_ship(profiles: dict[str, OperationProfile]) -> None:
    assert fit_weights(profiles, GROUPS) == (WEIGHTS["operation alone"], WEIGHTS["operation"])


def test_weights_point_where_their_names_say() -> None:
    for weights in WEIGHTS.values():
        assert all(
            weight <= 0 for name, weight in weights.items() if name.startswith(("another c", "no ", "different "))
        )
        assert all(weight >= 0 for name, weight in weights.items() if name.startswith("the same "))


def test_groups_that_the_weights_have_not_seen_are_found(profiles: dict[str, OperationProfile]) -> None:
    pairs = Pairs(profiles, GROUPS)
    found = pairs.cross_validate(5)
    assert len(found & pairs.same) / len(found) >= 0.965
    assert len(found & pairs.same) / len(pairs.same) >= 0.9


def test_no_group_holds_a_total_and_what_may_be_its_part(profiles: dict[str, OperationProfile]) -> None:
    pairs = Pairs(profiles, GROUPS)
    for one, other in pairs.group(dict.fromkeys(profiles, pairs.fit(pairs.rows))):
        a, b = profiles[one], profiles[other]
        assert a.is_total == b.is_total or a.persons == b.persons, (one, other)
