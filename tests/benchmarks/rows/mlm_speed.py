"""Masked-word pre-training, tokens per second against `transformers`' Trainer.

4 × 256, V 8,192, L 128, 32 rows, the same packed text; the classic style, because it has the
rival's parameters one for one.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from dataclasses import replace

import torch

from engine.devices import DTYPES, matrix_peak
from engine.huge_pages import start_again
from engine.recipe.cost import cost_of
from tests.benchmarks import ground
from tests.benchmarks.rival import RivalRecipe, rival_model, rival_speed, rival_tokenizer
from tests.benchmarks.table import ALTERNATIONS, Row, compared

BATCH = 32
STEPS = 12  # of each measurement
OURS = ("auto", "bf16", "fp32")
RIVALS = ("plain", "half")  # its default, and its bf16
PEAKS = {f"{dtype} peak": torch_dtype for dtype, torch_dtype in DTYPES.items()}


def measure() -> list[Row]:
    """Ours at its best against the rival's default and its bf16; and both in fp32."""
    ground.text()  # prepared before anything is timed
    measured: dict[str, list[float]] = {name: [] for name in (*OURS, *RIVALS, *PEAKS)}
    for _ in range(ALTERNATIONS):
        # One after another, so that a busy moment hits all of them alike.
        for name in (*OURS, *RIVALS):
            measured[name].append(_in_a_process_of_its_own(name))
        for name, dtype in PEAKS.items():
            measured[name].append(matrix_peak(torch.device("cpu"), dtype))
    wanted = _ours("auto")
    return [
        *_against_the_rival(measured, _same_size(wanted, _rival("plain"))),
        *_against_the_limit(measured, cost_of(wanted).flops_per_token),
    ]


def _in_a_process_of_its_own(name: str) -> float:
    """Tokens per second of one side, as a person starts it: the memory of no other run is there."""
    words = [sys.executable, "-W", "ignore", "-m", __name__, name]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True)
    return float(done.stdout.splitlines()[-1])


def _measured_here(name: str) -> float:
    if name in OURS:
        return ground.train(_ours(name)).tokens_per_second
    tokenizer = rival_tokenizer(ground.text().tokenizer)
    return rival_speed(_rival(name), ground.packed_rows(), tokenizer, STEPS)


def _rival(name: str) -> RivalRecipe:
    vocabulary = ground.text().tokenizer.vocabulary
    plain = RivalRecipe(_ours("auto").model, vocabulary, BATCH, lr=1e-3)
    return replace(plain, bf16=name == "half")


def _against_the_rival(measured: dict[str, list[float]], note: str) -> list[Row]:
    def row(name: str, ours: str, rival: str, target: float, aim: str, note: str = "") -> Row:
        pairs = list(zip(measured[ours], measured[rival], strict=True))
        words = {"unit": "tokens/s", "target": target, "aim": aim, "note": note}
        return compared(pairs, row=f"MLM tokens/s 4×256, {name}", **words)

    return [
        row("ours v its default", "auto", "plain", 5.0, "≥ 6.5", note),
        row("bf16 v bf16", "bf16", "half", 2.0, "≥ 4"),
        row("fp32 v fp32", "fp32", "plain", 2.0, "≥ 2.2"),
    ]


def _against_the_limit(measured: dict[str, list[float]], flops: float) -> list[Row]:
    """Tokens/s against as many as the matrix product alone would take, in the same arithmetic."""
    rows = []
    for dtype in ("bf16", "fp32"):
        peaks = measured[f"{dtype} peak"]
        pairs = [(mine, peak / flops) for mine, peak in zip(measured[dtype], peaks, strict=True)]
        peak = statistics.median(peaks) / 1e9
        rows.append(
            compared(
                pairs,
                row=f"MLM tokens/s 4×256, {dtype} v the limit",
                unit="tokens/s",
                target=None,
                aim="≥ 0.6",
                note=f"matrix product of 1,024²: {peak:,.0f} GFLOP/s; {flops / 1e6:.1f} MFLOP "
                "a token",
            )
        )
    return rows


def _ours(dtype: str) -> ground.Recipe:
    return ground.recipe(
        "roberta-mini",
        model={"style": "classic"},
        training={"steps": STEPS + 4, "batch": BATCH, "validation_rows": 1, "validate_every": 999},
        probes={"steps": 999},
        execution={"dtype": dtype, "micro_batch": BATCH},
    )


def _same_size(mine: ground.Recipe, theirs: RivalRecipe) -> str:
    """Both sides' parameters; they must not differ but for BERT's unused second token type."""
    from engine.training.building import build_learner

    ours = build_learner(mine, ground.text().tokenizer).num_parameters
    rival = sum(parameter.numel() for parameter in rival_model(theirs).parameters())
    if abs(ours - rival) > 64 * mine.model.width:
        raise ValueError(f"not the same model: {ours:,} parameters against {rival:,}")
    return (
        f"{ours:,} parameters against {rival:,}; torch {torch.__version__}; ours asks for huge "
        "pages at its start, as both our commands do"
    )


if __name__ == "__main__":
    if sys.argv[1] in OURS:
        start_again()
    print(_measured_here(sys.argv[1]))
