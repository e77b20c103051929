"""The child process in which a PDF is read: ``python -m pipeline.ingest.pdf SETTINGS_JSON < file.pdf``.

Prints one JSON object: the blocks and remarks, or the reason why there are none.
"""

from __future__ import annotations

import json
import logging
import sys
import warnings
from dataclasses import asdict
from traceback import walk_tb
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.settings import IngestSettings


def main() -> None:
    """Read standard input under the limits of the settings."""
    from pipeline.settings import IngestSettings

    settings = IngestSettings.model_validate_json(sys.argv[1])
    _limit(settings.max_reader_mib << 20, settings.max_reader_seconds)
    # What pdfminer.six remarks on the way is about fonts and colours; what matters is told by the result.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    print(json.dumps(_read(sys.stdin.buffer.read(), settings)))  # noqa: T201


def _read(content: bytes, settings: IngestSettings) -> dict[str, object]:
    from pipeline.ingest.extracted import UnreadableError
    from pipeline.ingest.pdf.document import read_document

    try:
        extracted = read_document(content, settings)
    except UnreadableError as error:
        return {"reason": str(error)}
    except MemoryError:
        return {"exhausted": "memory"}
    except RecursionError:
        return {"damaged": "its parts refer to one another without end"}
    except Exception as error:
        if _is_raised_here(error):
            raise
        return {"damaged": str(error) or type(error).__name__}  # a damaged file can make the libraries raise anything
    return {"blocks": [asdict(block) for block in extracted.blocks], "remarks": extracted.remarks}


def _is_raised_here(error: Exception) -> bool:
    """Is it our own code that failed? That is a bug, not damage, and keeps its traceback."""
    *_, last = walk_tb(error.__traceback__)
    return str(last[0].f_globals.get("__name__")).partition(".")[0] == "pipeline"


def _limit(n_bytes: int, seconds: int) -> None:
    """Bound memory and processor time of this process, where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (n_bytes, n_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


if __name__ == "__main__":
    main()
