"""``impact``: what the lexicon as it is now changes downstream, before it is accepted by a run.

*Before* is what the lexicon of the last whole run makes of today's corpus, settings and code, *after* what today's
makes of them, so that every difference is the lexicon's. Both are made in a temporary folder; what did not change is
taken over from the outputs, which are only read.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.changes.lines import changed_lines
from pipeline.commands.before_and_after import keyword_lines, theme_lines
from pipeline.commands.cut_otherwise import recut
from pipeline.commands.lexicon_edit import changed_wordings, wording_lines
from pipeline.lexicon.load import load_lexicon
from pipeline.manifest import LEXICON_COPY, Evidence, Manifest, Request, has_files, read_manifest
from pipeline.progress import Reporter, Unheard
from pipeline.runner import rehearse
from pipeline.settings import load_settings
from pipeline.stages import STAGES, upto
from pipeline.swap import recover
from pipeline.tables import stored_table

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_LINES = 40  # of an edit that are shown; the files themselves have all
_NEEDED = {stage.name for name in ("terminology", "themes") for stage in upto(name)}
_STAGES = tuple(stage for stage in STAGES if stage.name in _NEEDED)


@dataclass(frozen=True)
class Baseline:
    """The earlier lexicon: its overlay (None: the shipped one alone), the run that used it, what else changed since."""

    overlay: Path | None
    manifest: Manifest | None
    also_changed: tuple[str, ...] = ()

    def lines(self, outputs: Path) -> Iterator[str]:
        if self.manifest is None:
            yield f"before: the lexicon that comes with the program, since {outputs} holds no earlier run"
        else:
            yield f"before: the lexicon of the last run in {outputs}"
        if self.also_changed:
            yield (
                f"also changed since then: {', '.join(self.also_changed)}; both sides are made with what there is now, "
                "so that what differs is the lexicon's doing"
            )


def impact(request: Request, report: Reporter) -> Iterator[str]:
    """What to print, line by line; raises ``PipelineError`` for what a person has to change."""
    recover(request.outputs)
    baseline = find_baseline(request)
    yield from baseline.lines(request.outputs)
    yield "after: the lexicon as it is now; nothing is written"
    edit = changed_lines(baseline.overlay, request.overlay)
    if not edit:
        yield "the lexicon has not changed: there is nothing to compare"
        return
    yield "lines:"
    yield from _at_most([str(line) for line in edit])
    with tempfile.TemporaryDirectory(prefix="igf-messages-") as folder:
        yield from _compared(request, baseline, Path(folder), Unheard(report))


def find_baseline(request: Request) -> Baseline:
    """The lexicon to compare with, and what else is not as it was when it was used."""
    manifest = read_manifest(request.outputs)
    if manifest is None or not has_files(request.outputs, manifest.lexicon_copy()):
        return Baseline(None, None)
    evidence = Evidence.of(request)
    changed = {
        "the corpus": evidence.received != manifest.evidence.received,
        "the settings": evidence.settings_file != manifest.evidence.settings_file,
        "the program": not manifest.has_program(),
    }
    overlay = request.outputs / LEXICON_COPY if manifest.lexicon else None
    return Baseline(overlay, manifest, tuple(name for name, is_changed in changed.items() if is_changed))


def _compared(request: Request, baseline: Baseline, folder: Path, report: Reporter) -> Iterator[str]:
    before, after, nothing = (folder / name for name in ("before", "after", "no-lexicon"))
    for made in (before, after, nothing):
        made.mkdir()
    # A background is no wording: both sides are held against the one that there is now.
    earlier = replace(request, lexicon=baseline.overlay or nothing, backgrounds=request.overlay)
    manifest = rehearse(earlier, _STAGES, read_manifest(request.outputs), before, report)
    # What the lexicon has no part in is made once: the later state takes it over from the earlier one.
    rehearse(replace(request, outputs=before), _STAGES, manifest, after, report)
    yield from _differences(before, after, request, earlier)


def _differences(before: Path, after: Path, request: Request, earlier: Request) -> Iterator[str]:
    wordings = changed_wordings(load_lexicon(earlier.overlay), load_lexicon(request.overlay))
    if wordings:
        yield "wordings:"
        lines = wording_lines(wordings, _table("lexicon_audit", before), _table("lexicon_audit", after))
        yield from _at_most(list(lines))
    found = recut(before, after)
    yield (
        f"tokens: {found.n_tokens_changed:,} of {found.n_tokens:,} are cut otherwise, in {found.n_messages_changed:,} "
        f"of {found.n_messages:,} messages"
    )
    top = load_settings(request.settings_file).report.top_n
    yield from keyword_lines(_table("keywords", before), _table("keywords", after), top)
    themes = ([_table(name, folder) for name in ("themes", "passage_themes")] for folder in (before, after))
    yield from theme_lines(*themes)


def _table(name: str, folder: Path) -> pa.Table:
    table: Any = stored_table(name, folder)
    return table


def _at_most(lines: list[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:_MOST_LINES])
    if len(lines) > _MOST_LINES:
        yield f"  … and {len(lines) - _MOST_LINES} more"
