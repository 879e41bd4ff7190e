"""What papers measured when they changed the objective: facts, each with its table."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

NONE = "\u2013"  # not measured


@dataclass(frozen=True, slots=True)
class Result:
    """One row of a paper's table."""

    words: str
    scores: tuple[str, ...]  # in the order of the study's tasks
    source: str
    objectives: frozenset[str] = field(default_factory=frozenset)  # where they are ours exactly


@dataclass(frozen=True, slots=True)
class Study:
    """Rows that may be held against one another, for all of them did the same tasks."""

    about: frozenset[str]  # the objectives it tells something of
    tasks: tuple[str, ...]
    measure: str  # what the scores are
    results: tuple[Result, ...]

    @property
    def sources(self) -> str:
        """All papers, each once."""
        return "; ".join(dict.fromkeys(result.source for result in self.results))


def studies_of(objectives: frozenset[str]) -> tuple[Study, ...]:
    """Those that tell something of these objectives, in the language of the moment."""
    every = (*_of_sentences(), *_of_tokens(), *_of_writing(), *_of_pairs(), _of_words())
    return tuple(study for study in every if study.about & objectives)


def _of_words() -> Study:
    both, alone = frozenset({"masked_lm", "next_sentence"}), frozenset({"masked_lm"})
    bert = "Devlin et al. 2018, table 5"
    roberta = "Liu et al. 2019 (RoBERTa), table 2"
    return Study(
        about=frozenset({"masked_lm", "next_sentence", "causal_lm"}),
        tasks=("MNLI", "QNLI", "SST-2", "SQuAD 1.1"),
        measure=translate("published", "Base size, development sets; SQuAD: F1."),
        results=(
            Result(
                translate("published", "Masked words + next sentence (BERT)"),
                ("84.4", "88.4", "92.7", "88.5"),
                bert,
                both,
            ),
            Result(
                translate("published", "Masked words alone (BERT)"),
                ("83.9", "84.9", "92.6", "87.9"),
                bert,
                alone,
            ),
            Result(
                translate("published", "Left to right alone (BERT)"),
                ("82.1", "84.3", "92.1", "77.8"),
                bert,
                frozenset({"causal_lm"}),
            ),
            Result(
                translate("published", "Masked words + next sentence (RoBERTa)"),
                ("84.0", NONE, "92.9", "90.4"),
                roberta,
                both,
            ),
            Result(
                translate("published", "Masked words, full rows (RoBERTa)"),
                ("84.7", NONE, "92.5", "90.4"),
                roberta,
                alone,
            ),
        ),
    )


def _of_sentences() -> tuple[Study, ...]:
    albert = "Lan et al. 2020 (ALBERT), table 5"
    order = Study(
        about=frozenset({"sentence_order"}),
        tasks=("MNLI", "SST-2", "RACE", translate("published", "Average")),
        measure=translate("published", "Base size; the average is of five tasks."),
        results=(
            Result(
                translate("published", "Masked words + sentence order"),
                ("82.0", "90.3", "64.0", "80.1"),
                albert,
                frozenset({"masked_lm", "sentence_order"}),
            ),
            Result(
                translate("published", "Masked words + next sentence"),
                ("81.6", "91.1", "62.3", "79.2"),
                albert,
            ),
            Result(
                translate("published", "Masked words alone"),
                ("81.5", "89.9", "61.7", "79.0"),
                albert,
            ),
        ),
    )
    simcse = "Gao et al. 2021 (SimCSE), table 5"
    similar = Study(
        about=frozenset({"contrastive_sentence"}),
        tasks=("STS",),
        measure=translate("published", "BERT base, no labels: rank correlation, seven sets."),
        results=(
            Result(translate("published", "Similar sentences (SimCSE)"), ("76.25",), simcse),
            Result(translate("published", "Contrastive tension (CT)"), ("72.05",), simcse),
            Result("BERT-flow", ("66.55",), simcse),
            Result("BERT-whitening", ("66.28",), simcse),
        ),
    )
    return order, similar


def _of_tokens() -> tuple[Study, ...]:
    electra = "Clark et al. 2020 (ELECTRA), table 5"
    replaced = Study(
        about=frozenset({"replaced_token_detection"}),
        tasks=("GLUE",),
        measure=translate("published", "Base size, development sets, average."),
        results=(
            Result(
                translate("published", "Replaced tokens, every token judged"),
                ("85.0",),
                electra,
                frozenset({"replaced_token_detection"}),
            ),
            Result(translate("published", "Every token named anew"), ("84.3",), electra),
            Result(translate("published", "Replaced tokens, 15 % judged"), ("82.4",), electra),
            Result(translate("published", "Masked words (BERT)"), ("82.2",), electra),
        ),
    )
    spanbert = "Joshi et al. 2020 (SpanBERT), table 1"
    spans = Study(
        about=frozenset({"span_boundary"}),
        tasks=("SQuAD 1.1", "SQuAD 2.0"),
        measure=translate("published", "Large size, test sets, F1."),
        results=(
            Result(
                translate("published", "Hidden spans + span boundaries"),
                ("94.6", "88.7"),
                spanbert,
                frozenset({"masked_lm", "span_boundary"}),
            ),
            Result(translate("published", "Masked words alone"), ("93.3", "86.6"), spanbert),
        ),
    )
    both = frozenset({"masked_next_token", "causal_lm"})
    gpt_bert = Study(
        about=frozenset({"masked_next_token"}),
        tasks=("BLiMP",),
        measure=translate("published", "From 10 million words; 50 is chance."),
        results=(
            Result(
                translate("published", "With next token, 15 turns to 1 (GPT-BERT)"),
                ("81.2",),
                "Charpentier & Samuel 2024",
                both,
            ),
        ),
    )
    return replaced, spans, gpt_bert


def _of_writing() -> tuple[Study, ...]:
    t5 = "Raffel et al. 2020 (T5), tables 4 and 5"
    spans = Study(
        about=frozenset({"span_corruption", "prefix_lm"}),
        tasks=("GLUE",),
        measure=translate("published", "Base size, encoder and decoder, average."),
        results=(
            Result(
                translate("published", "Missing spans"),
                ("83.28",),
                t5,
                frozenset({"span_corruption"}),
            ),
            Result(translate("published", "Masked words, all written anew"), ("82.96",), t5),
            Result(
                translate("published", "Rest of the text"), ("80.69",), t5, frozenset({"prefix_lm"})
            ),
            Result(translate("published", "Shuffled words put in order"), ("73.17",), t5),
        ),
    )
    bart = "Lewis et al. 2020 (BART), table 1"
    noise = Study(
        about=frozenset({"denoising"}),
        tasks=("SQuAD 1.1", "MNLI"),
        measure=translate("published", "Base size; SQuAD: F1."),
        results=(
            Result(
                translate("published", "Hidden spans + shuffled sentences"),
                ("90.8", "83.8"),
                bart,
                frozenset({"denoising"}),
            ),
            Result(translate("published", "Hidden spans alone"), ("90.8", "84.0"), bart),
            Result(translate("published", "Deleted words alone"), ("90.4", "84.1"), bart),
            Result(translate("published", "Shuffled sentences alone"), ("85.4", "81.5"), bart),
            Result(translate("published", "Rotated text alone"), ("77.2", "75.3"), bart),
        ),
    )
    return spans, noise


def _of_pairs() -> tuple[Study, ...]:
    inference = Study(
        about=frozenset({"natural_language_inference"}),
        tasks=("SNLI",),
        measure=translate("published", "Accuracy on the test set, per cent."),
        results=(
            Result(
                translate("published", "Both in one row, other tasks beside (MT-DNN)"),
                ("91.6",),
                "Liu et al. 2019 (MT-DNN)",
            ),
            Result(
                translate("published", "Attention between both (ESIM)"),
                ("88.0",),
                "Chen et al. 2017",
            ),
            Result(
                translate("published", "A vector for each (InferSent)"),
                ("84.5",),
                "Conneau et al. 2017",
            ),
            Result(
                translate("published", "A vector for each (LSTM)"), ("77.6",), "Bowman et al. 2015"
            ),
        ),
    )
    vaswani, alone = "Vaswani et al. 2017, table 2", frozenset({"translation"})
    translation = Study(
        about=alone,
        tasks=("en–de", "en–fr"),
        measure=translate("published", "BLEU on newstest2014."),
        results=(
            Result(translate("published", "Transformer, big"), ("28.4", "41.8"), vaswani, alone),
            Result(translate("published", "Transformer, base"), ("27.3", "38.1"), vaswani, alone),
            Result(translate("published", "Convolutions (ConvS2S)"), ("25.16", "40.46"), vaswani),
            Result(translate("published", "Recurrent (GNMT + RL)"), ("24.6", "39.92"), vaswani),
        ),
    )
    return inference, translation
