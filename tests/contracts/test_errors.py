"""The error tree is drawn as it is, and each class has a code of its own."""

import inspect

import pytest

from crackdown import errors

CLASSES = [item for _, item in inspect.getmembers(errors, inspect.isclass) if issubclass(item, errors.CrackdownError)]


@pytest.mark.parametrize("error", CLASSES, ids=lambda item: item.__name__)
def test_is_drawn_in_the_docstring(error):
    assert f"{error.__name__} " in (errors.__doc__ or "")


def test_codes_are_unique():
    codes = [error.code for error in CLASSES]
    assert len(codes) == len(set(codes))
