"""What every stage's settings have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class StageSettings(BaseModel):
    """Values cannot be changed, are of the stated type, and have a field each: an unknown key is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
