"""Every number that can change a result, one frozen class a stage, each with its reason and in a file of its own.

The classes hold the shipped values. ``corpus/settings.toml`` overrides single ones, in a table named after the stage::

    [keywords]
    top_n = 50

Unknown keys and values outside their range are refused. A stage reruns when *its* values change.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import SettingsError
from pipeline.faults import STOP, Faults
from pipeline.settings.alignment import AlignmentSettings
from pipeline.settings.charts import ChartsSettings
from pipeline.settings.collocations import CollocationsSettings
from pipeline.settings.compare import CompareSettings
from pipeline.settings.compounds import CompoundsSettings, NewTermSettings
from pipeline.settings.concordance import ConcordanceSettings
from pipeline.settings.ingest import IngestSettings
from pipeline.settings.keyness import KeynessSettings
from pipeline.settings.keywords import KeywordsSettings
from pipeline.settings.normalise import NormaliseSettings, RepairSettings
from pipeline.settings.report import ReportSettings
from pipeline.settings.segment import SegmentSettings
from pipeline.settings.terminology import TerminologySettings, VariantEvidenceSettings
from pipeline.settings.themes import ThemesSettings
from pipeline.settings.trends import TrendsSettings

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = [
    "AlignmentSettings",
    "ChartsSettings",
    "CollocationsSettings",
    "CompareSettings",
    "CompoundsSettings",
    "ConcordanceSettings",
    "IngestSettings",
    "KeynessSettings",
    "KeywordsSettings",
    "NewTermSettings",
    "NormaliseSettings",
    "RepairSettings",
    "ReportSettings",
    "SegmentSettings",
    "Settings",
    "TerminologySettings",
    "ThemesSettings",
    "TrendsSettings",
    "VariantEvidenceSettings",
    "describe",
    "load_settings",
]


class Settings(BaseModel):
    """All stages' settings."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ingest: IngestSettings = IngestSettings()
    normalise: NormaliseSettings = NormaliseSettings()
    segment: SegmentSettings = SegmentSettings()
    compounds: CompoundsSettings = CompoundsSettings()
    keywords: KeywordsSettings = KeywordsSettings()
    terminology: TerminologySettings = TerminologySettings()
    themes: ThemesSettings = ThemesSettings()
    keyness: KeynessSettings = KeynessSettings()
    collocations: CollocationsSettings = CollocationsSettings()
    compare: CompareSettings = CompareSettings()
    trends: TrendsSettings = TrendsSettings()
    concordance: ConcordanceSettings = ConcordanceSettings()
    charts: ChartsSettings = ChartsSettings()
    report: ReportSettings = ReportSettings()


def load_settings(path: Path | None, faults: Faults = STOP) -> Settings:
    """The shipped settings, with a file's values over them where there is one; every fault in it is named at once.

    Where faults are gathered, a file that cannot be used changes nothing.
    """
    if path is None or not path.exists():
        return Settings()
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        faults.report(SettingsError(f"{path}: not valid TOML: {error}; correct the line that it names"))
    except OSError as error:
        faults.report(SettingsError(f"{path}: cannot be read ({error.strerror}); make it readable"))
    except ValidationError as error:
        faults.report(*(SettingsError(f"{path}: {fault}; correct or remove it") for fault in describe(error)))
    return Settings()


def describe(error: ValidationError) -> list[str]:
    """What a validation found and where, one text a fault."""
    return [
        f"{'.'.join(str(part) for part in fault['loc'])}: {_said(fault)}, found {fault['input']!r}"
        for fault in error.errors()
    ]


def _said(fault: ErrorDetails) -> str:
    """pydantic's words, without the name of the exception that a rule of ours was told with."""
    return _UNKNOWN.get(fault["type"], fault["msg"].removeprefix("Value error, "))


_UNKNOWN = {"extra_forbidden": "there is no such key"}
