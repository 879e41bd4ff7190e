"""The formulas of a head with this model's numbers set in.

Letters: d width of a head.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.probes.steps import HeadSteps

translate = QCoreApplication.translate


def plain(number: float) -> str:
    """A number as it is set into a formula: three places, no commas, a true minus sign."""
    size = abs(float(number))
    written = f"{number:.3f}" if size == 0 or 1e-3 <= size < 1e6 else f"{number:.3g}"
    return written.replace("-", "\u2212")


def input_formula(steps: HeadSteps) -> str:
    """What queries are made of."""
    return "x = norm(h)" if steps.normed else "x = h"


def maps_formula(steps: HeadSteps) -> str:
    """Query, keys and values."""
    source = "x'" if steps.side == "cross" else "x"
    return f"q = x W_Q ,  k_j = {source}_j W_K ,  v_j = {source}_j W_V"


def score_formulas(steps: HeadSteps, key: int) -> list[str]:
    """How well query and key fit, and the same with the numbers of one key."""
    scaled = steps.divisor != 1.0
    bias = "" if steps.bias is None else " + b_j"
    first = f"s_j = q k_jᵀ / √d{bias}" if scaled else f"s_j = q k_jᵀ{bias}"
    dot, total = plain(steps.scores[key]), plain(total_scores(steps)[key])
    if scaled:
        width = len(steps.q)
        second = f"s_{{{key}}} = {dot} / √{width}"
        if abs(steps.divisor - width**0.5) > 1e-6:
            second = f"s_{{{key}}} = {dot} / {plain(steps.divisor)}"
    else:
        second = f"s_{{{key}}} = {dot}"
    if steps.bias is not None:
        second += f" + ({plain(steps.bias[key])})"
    return [first, f"{second} = {total}" if scaled or steps.bias is not None else second]


def weight_formulas(steps: HeadSteps, key: int) -> list[str]:
    """Softmax, and the same with the numbers of one key."""
    first = "α_j = exp(s_j) / Σ_i exp(s_i)"
    if steps.hidden[key]:
        return [first, f"α_{{{key}}} = 0"]
    scores = total_scores(steps)[~steps.hidden]
    # All less the largest: the same quotient, and no number too large to be written.
    top = float(scores.max())
    over, under = np.exp(total_scores(steps)[key] - top), np.exp(scores - top).sum()
    return [
        first,
        f"α_{{{key}}} = {plain(over)} / {plain(under)} = {plain(steps.weights[key])}",
    ]


def written_words(steps: HeadSteps) -> str:
    """How much of what the layer adds is this head's."""
    words = translate(
        "inside", "This head's part is {share} of the lengths of all heads' parts together."
    )
    return words.format(share=f"{steps.share:.0%}".replace("%", " %"))


def result_formula(steps: HeadSteps) -> str:
    """What becomes of the token's vector."""
    heads = "Σ z W_O" + ("" if steps.bias_written is None else " + b_O")
    return f"h ← norm(h + {heads})" if steps.result_normed else f"h ← h + {heads}"


def total_scores(steps: HeadSteps) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """[L] what softmax is taken of."""
    return steps.scaled if steps.bias is None else steps.scaled + steps.bias
