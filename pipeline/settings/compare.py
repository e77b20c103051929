"""How editions are held against each other."""

from __future__ import annotations

from pydantic import Field

from pipeline.settings.base import StageSettings


class CompareSettings(StageSettings):
    min_messages: int = Field(
        8, ge=1, description="An edition with fewer messages than this is not compared: it says too little."
    )
