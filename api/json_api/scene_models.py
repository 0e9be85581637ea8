"""The shape of what `POST /api/scene/{format}` takes: a scene as the explorer has it in view."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from crackdown.graph.export.scene import MOST_THINGS, Drawn, Wanted

SceneFormatName = Literal["svg", "html", "gexf", "csv", "trig", "pack", "pack-without-texts"]
_FARTHEST = 1_000_000.0

Id = Annotated[str, Field(min_length=1, max_length=500)]
Place = Annotated[float, Field(ge=-_FARTHEST, le=_FARTHEST, allow_inf_nan=False)]
Line = Annotated[str, Field(max_length=200)]


class DrawnMark(BaseModel):
    """One mark: a thing, or a stack with `members`; `lines` are its label as it is shown, y points downwards."""

    model_config = ConfigDict(extra="forbid")

    id: Id
    x: Place
    y: Place
    lines: list[Line] = Field(default_factory=list, max_length=8)
    members: list[Id] = Field(default_factory=list, max_length=MOST_THINGS)


class SceneWanted(BaseModel):
    """What is in view. Names, links and quotes are the graph's own; merged ids are followed, unknown ones left out."""

    model_config = ConfigDict(extra="forbid")

    ids: list[Id] = Field(min_length=1, max_length=MOST_THINGS)
    drawn: list[DrawnMark] = Field(default_factory=list, max_length=MOST_THINGS)
    title: str = Field(default="", max_length=200)
    address: str = Field(default="", max_length=20_000, description="Where the explorer shows it.")
    query: str = Field(default="", max_length=50_000, description="The SPARQL query from which it was opened.")
    language: Literal["en", "fr", "zh", "km", "th"] = Field(
        default="en", description="Of the words that the export says itself."
    )
    dark: bool = Field(default=False, description="Whether the picture is dark.")

    def to_wanted(self, as_of: str | None) -> Wanted:
        """Return it for the graph; lines that are blank are no label."""
        drawn = [
            Drawn(one.id, one.x, one.y, tuple(line for line in one.lines if line.strip()), tuple(one.members))
            for one in self.drawn
        ]
        return Wanted(
            self.ids, drawn, " ".join(self.title.split()), self.address, self.query, as_of or "", self.language,
            self.dark,
        )  # fmt: skip
