"""What every published number is, table by table: a file a stage, put together here.

A new table needs one entry in its stage's ``NUMBERS``; a test names the numeric columns that have none.
"""

from __future__ import annotations

from pipeline.trace.kinds import Numbers
from pipeline.trace.numbers import (
    collocations,
    compare,
    compounds,
    concordance,
    ingest,
    keyness,
    keywords,
    normalise,
    report,
    terminology,
    themes,
    trends,
)

_DECLARED = (
    ingest,
    normalise,
    compounds,
    keywords,
    terminology,
    themes,
    keyness,
    collocations,
    compare,
    trends,
    concordance,
    report,
)

NUMBERS: Numbers = {table: columns for stage in _DECLARED for table, columns in stage.NUMBERS.items()}
