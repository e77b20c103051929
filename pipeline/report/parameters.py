"""How the run was set: the methods text with its numbers filled in, and every setting with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from pipeline.report.words import Method, methods_words

if TYPE_CHECKING:
    from pipeline.settings import Settings


def methods(settings: Settings) -> list[Method]:
    """The methods text with the parameters of this run in it."""
    return [
        Method(
            method.heading,
            method.text.format(s=settings),
            method.formulas,
            method.sources,
        )
        for method in methods_words()
    ]


def parameters(settings: Settings) -> list[dict[str, Any]]:
    """Every setting of every stage, its value in this run and why it has the one that is shipped."""
    return [row for stage, of_stage in settings for row in _rows(stage, "", of_stage)]


def _rows(stage: str, prefix: str, of_stage: BaseModel) -> Iterator[dict[str, Any]]:
    for name, field in type(of_stage).model_fields.items():
        value = getattr(of_stage, name)
        if isinstance(value, BaseModel):
            yield from _rows(stage, f"{prefix}{name}.", value)
        else:
            yield {"stage": stage, "setting": prefix + name, "value": str(value), "why": field.description or ""}
