"""An ingest to be killed: the real reader and stores, and an embedder that needs no model.

usage: python -m tests.integration.ingest_child CORPUS INDEX
"""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.indexing.ingest import ingest
from assistant.reading.worker import read_files
from assistant.settings import Settings
from tests.makers import WordEmbedder

if __name__ == "__main__":
    settings = Settings(corpus=Path(sys.argv[1]), index=Path(sys.argv[2]))
    print(ingest(settings, WordEmbedder(), read_files).snapshot)  # type: ignore[arg-type]
