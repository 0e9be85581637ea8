"""What a model answers, checked for its form before anything of it is looked at."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from crackdown.errors import ModelAnswerInvalid


class Answer(BaseModel):
    """A part of an answer: types are as asked for, what was not asked for is not looked at."""

    model_config = ConfigDict(strict=True, extra="ignore")


Form = TypeVar("Form", bound=Answer)


def checked(form: type[Form], answer: dict[str, Any]) -> Form:
    """Give an answer in the form that was asked for.

    Raises:
        ModelAnswerInvalid: it has another shape.
    """
    try:
        return form.model_validate(answer)
    except ValidationError as error:
        number = error.error_count()  # not where: a place may hold the model's own words
        places = f"{number} place{'' if number == 1 else 's'}"
        raise ModelAnswerInvalid(f"the model's answer has another shape in {places}") from None
