"""How long, how fast and from which seed a model learns."""

from __future__ import annotations

from typing import Literal

from engine.options import Section, option
from engine.wording import translate

Schedule = Literal["warmup-stable-decay", "cosine", "linear", "inverse-sqrt", "constant"]

BUDGETS = ("steps", "tokens", "epochs", "minutes", "seconds")


class TrainingConfig(Section):
    """The budget, the optimizer and its schedule. Everything here changes the result."""

    minutes: float | None = option(
        None,
        translate("recipe", "Minutes"),
        translate("recipe", "Train this long. Counts training steps only, over all resumes."),
        unit=translate("recipe", "min"),
        above=0,
    )
    seconds: float | None = option(
        None,
        translate("recipe", "Seconds"),
        translate("recipe", "Train this long. Counts training steps only, over all resumes."),
        unit=translate("recipe", "s"),
        above=0,
        advanced=True,
    )
    steps: int | None = option(
        None,
        translate("recipe", "Steps"),
        translate("recipe", "Train for this many updates of the weights."),
        minimum=1,
    )
    tokens: int | None = option(
        None,
        translate("recipe", "Tokens"),
        translate("recipe", "Train until this many tokens were seen, repeats counted."),
        minimum=1,
    )
    epochs: float | None = option(
        None,
        translate("recipe", "Epochs"),
        translate("recipe", "Train until the whole text was seen this many times."),
        above=0,
    )
    batch: int = option(
        16,
        translate("recipe", "Rows per step"),
        translate(
            "recipe",
            "How many rows of text each update of the weights sees. More rows give a smoother "
            "gradient but fewer updates per minute.",
        ),
        minimum=1,
        maximum=65_536,
    )
    row_length: int | None = option(
        None,
        translate("recipe", "Row length"),
        translate(
            "recipe",
            "Tokens per training row. Empty: the model's own length. Shorter rows train faster.",
        ),
        unit=translate("recipe", "tokens"),
        minimum=8,
        advanced=True,
    )
    optimizer: Literal["adamw", "adam", "sgd", "muon"] = option(
        "adamw",
        translate("recipe", "Optimizer"),
        translate(
            "recipe",
            "The rule that turns gradients into steps. AdamW (Loshchilov & Hutter 2019) is the "
            "safe choice; Muon (Jordan 2024) orthogonalises the update of each matrix. SGD is "
            "here to compare with: it needs a rate a hundred times as high and learns slowly.",
        ),
        words={"adamw": "AdamW", "adam": "Adam", "sgd": "SGD", "muon": "Muon"},
    )
    lr: float = option(
        3e-3,
        translate("recipe", "Learning rate"),
        translate(
            "recipe",
            "The highest step size. Small models bear large rates; too high and the loss jumps "
            "or rests at unigram entropy.",
        ),
        above=0,
        maximum=10.0,
    )
    schedule: Schedule = option(
        "warmup-stable-decay",
        translate("recipe", "Schedule"),
        translate(
            "recipe",
            "How the learning rate moves over the budget. Warm-up, a long level stretch and a "
            "decay at the end (Hu et al. 2024) let one extend a run later. The inverse square "
            "root (Vaswani et al. 2017) falls ever more slowly and never to zero.",
        ),
        words={
            "warmup-stable-decay": translate("recipe", "Warm-up, stable, decay"),
            "cosine": translate("recipe", "Cosine"),
            "linear": translate("recipe", "Linear"),
            "inverse-sqrt": translate("recipe", "Inverse square root"),
            "constant": translate("recipe", "Constant"),
        },
    )
    warmup: float = option(
        0.05,
        translate("recipe", "Warm-up"),
        translate("recipe", "Share of the budget over which the learning rate rises from zero."),
        minimum=0.0,
        maximum=1.0,
        advanced=True,
    )
    decay: float = option(
        0.4,
        translate("recipe", "Decay"),
        translate("recipe", "Share of the budget, at its end, over which the rate falls to zero."),
        minimum=0.0,
        maximum=1.0,
        advanced=True,
    )
    weight_decay: float | None = option(
        None,
        translate("recipe", "Weight decay"),
        translate(
            "recipe",
            "Pulls matrices towards zero; norms, biases and embeddings are spared. Empty: 0.01 "
            "for AdamW and Muon, none for Adam and SGD, whose gradients it would drown.",
        ),
        minimum=0.0,
        maximum=1.0,
        advanced=True,
    )
    beta1: float = option(
        0.9,
        translate("recipe", "β₁"),
        translate("recipe", "How slowly the mean of the gradients forgets (Adam, Kingma 2014)."),
        minimum=0.0,
        maximum=0.9999,
        advanced=True,
    )
    beta2: float = option(
        0.98,
        translate("recipe", "β₂"),
        translate("recipe", "How slowly the mean of their squares forgets (Adam, Kingma 2014)."),
        minimum=0.0,
        maximum=0.99999,
        advanced=True,
    )
    epsilon: float = option(
        1e-8,
        translate("recipe", "ε"),
        translate("recipe", "Keeps Adam's division from blowing up on tiny gradients."),
        above=0,
        maximum=1.0,
        advanced=True,
    )
    momentum: float | None = option(
        None,
        translate("recipe", "Momentum"),
        translate(
            "recipe",
            "For SGD and Muon: how much of the last step is kept. Empty: 0.9 for SGD, 0.95 for "
            "Muon.",
        ),
        minimum=0.0,
        maximum=0.9999,
        advanced=True,
    )
    clip: float = option(
        1.0,
        translate("recipe", "Gradient clip"),
        translate("recipe", "Gradients longer than this are shortened to it. 0: never."),
        minimum=0.0,
        advanced=True,
    )
    seed: int = option(
        0,
        translate("recipe", "Seed"),
        translate("recipe", "Same seed, same recipe, same machine: the same run, bit for bit."),
        minimum=0,
        maximum=2**63 - 1,
    )
    checkpoint_seconds: float = option(
        60.0,
        translate("recipe", "Checkpoint every"),
        translate("recipe", "At most this much work is lost if the machine dies."),
        unit=translate("recipe", "s"),
        above=0,
        advanced=True,
    )
    keep_checkpoints: int = option(
        3,
        translate("recipe", "Checkpoints kept"),
        translate("recipe", "How many of the newest checkpoints stay on disk."),
        minimum=2,
        maximum=1000,
        advanced=True,
    )
    validate_every: int = option(
        200,
        translate("recipe", "Validate every"),
        translate("recipe", "Steps between two measurements on the text held back."),
        unit=translate("recipe", "steps"),
        minimum=1,
        advanced=True,
    )
    validation_rows: int = option(
        256,
        translate("recipe", "Validation rows"),
        translate("recipe", "How many held-back rows are measured, always the same ones."),
        unit=translate("recipe", "rows"),
        minimum=1,
        maximum=16_384,
        advanced=True,
    )

    def budget(self) -> tuple[str, float]:
        """The one budget given, as (name, amount); ValueError where there is none."""
        for name in BUDGETS:
            amount = getattr(self, name)
            if amount is not None:
                return name, float(amount)
        raise ValueError("no budget: the recipe was not checked")
