"""A person's own pair as the only one there is."""

from __future__ import annotations

import numpy as np

from engine.batching.sources import MemoryPairs
from engine.corpus.cleaning import clean_passage
from engine.corpus.own_pair import OwnPair
from engine.corpus.pair import Pair
from engine.faults import Fault
from engine.shards.pair_writing import encode_pairs
from engine.tokenizer.tokenizer import Tokenizer
from engine.wording import translate


def pairs_of(tokenizer: Tokenizer, own: OwnPair) -> MemoryPairs:
    """The pair cleaned and cut into tokens as those of files are; no classes without a label.

    Raises Fault where a passage has no words: such a row of a file is left out.
    """
    first, second = clean_passage(own.first), clean_passage(own.second)
    pair = Pair(0, 0, first, second, own.label, validation=False)
    ((_, *passages),) = encode_pairs([pair], tokenizer)
    if not all(map(len, passages)):
        raise Fault(
            translate("faults", "A pair has two passages, and words in both."),
            now=translate("faults", "Type the one that is missing."),
        )
    known = own.label in own.classes
    label = own.classes.index(own.label) if known else 0
    begin, end = (np.asarray(passage, dtype=np.int64) for passage in passages)
    return MemoryPairs([begin], [end], np.array([label]), own.classes if known else ())
