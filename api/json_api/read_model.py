"""ReadModel: a shape of the JSON that the explorer reads.

Each shape mirrors a value of the graph's reading side and is read from it by attribute, so that what is served is
written down in one place and checked on the way out. Ids are the local paths of IRIs.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class ReadModel(BaseModel):
    """A shape that is read from a value by its attributes."""

    model_config = ConfigDict(from_attributes=True)
