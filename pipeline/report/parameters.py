"""How the run was set: the methods text with its numbers filled in, and every setting with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    return [
        {"stage": stage, "setting": name, "value": str(getattr(of_stage, name)), "why": field.description or ""}
        for stage, of_stage in settings
        for name, field in type(of_stage).model_fields.items()
    ]
