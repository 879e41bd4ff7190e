"""What the Data page asks of the corpus: torch-free, run inside jobs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.control import Control

SHOWN = 500  # files offered for a look; a corpus may have a million


def corpus_files(corpus_data: Mapping[str, Any], control: Control) -> list[Path]:
    """The first files a corpus reads; raises Fault where a path is missing or none holds text."""
    from engine.corpus.corpus import Corpus, CorpusConfig

    config = CorpusConfig.model_validate_json(json.dumps(dict(corpus_data), default=str))
    return [file.path for file in Corpus(config).files(control)[:SHOWN]]
