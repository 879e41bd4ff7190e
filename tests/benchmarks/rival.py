"""The rival of the speed rows: `transformers`' Trainer with BertForMaskedLM and its collator."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import (
    BertConfig,
    BertForMaskedLM,
    BertTokenizerFast,
    DataCollatorForLanguageModeling,
    Trainer,
    TrainerCallback,
    TrainingArguments,
)

if TYPE_CHECKING:  # its start-up is measured too: nothing of ours may be imported with it
    from engine.models.config import ModelConfig
    from engine.tokenizer.tokenizer import Tokenizer

WARM_UP = 3  # steps not counted


@dataclass(frozen=True, slots=True)
class RivalRecipe:
    """What the rival is told; the same as ours."""

    model: ModelConfig
    vocabulary: int
    batch: int
    lr: float
    bf16: bool = False
    warmup: float = 0.0
    schedule: str = "linear"
    weight_decay: float = 0.0
    seed: int = 0


class StepTimes(TrainerCallback):
    """When each step ended."""

    def __init__(self) -> None:
        self.ends: list[float] = []

    def on_step_end(self, *args: object, **kwargs: object) -> None:
        self.ends.append(time.perf_counter())


class Rows(torch.utils.data.Dataset):
    """Packed rows of token ids, as its run_mlm example groups them."""

    def __init__(self, tokens: NDArray[np.int64]) -> None:
        self._tokens = tokens  # [num_rows, L]

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, index: int) -> dict[str, torch.Tensor]:
        return {"input_ids": torch.from_numpy(self._tokens[index])}


def rival_tokenizer(tokenizer: Tokenizer) -> BertTokenizerFast:
    """Our tokenizer in the rival's clothes, so that both see the same ids."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tokenizer.json"
        path.write_bytes(tokenizer.to_bytes())
        return tokenizer_from_file(path)


def tokenizer_from_file(path: Path) -> BertTokenizerFast:
    """The same from a tokenizer.json."""
    return BertTokenizerFast(
        tokenizer_file=str(path),
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
    )


def rival_model(recipe: RivalRecipe) -> BertForMaskedLM:
    """BERT of the same shape with random weights."""
    torch.manual_seed(recipe.seed)
    return BertForMaskedLM(
        BertConfig(
            vocab_size=recipe.vocabulary,
            hidden_size=recipe.model.width,
            num_hidden_layers=recipe.model.depth,
            num_attention_heads=recipe.model.heads,
            intermediate_size=recipe.model.feed_forward,
            max_position_embeddings=recipe.model.length,
            type_vocab_size=2,
            hidden_dropout_prob=recipe.model.dropout,
            attention_probs_dropout_prob=recipe.model.dropout,
        )
    )


def train_rival(
    recipe: RivalRecipe, tokens: NDArray[np.int64], tokenizer: BertTokenizerFast, steps: int
) -> tuple[BertForMaskedLM, list[float]]:
    """Train for `steps`; the model and the seconds of each step after the first."""
    times = StepTimes()
    model = rival_model(recipe)
    with tempfile.TemporaryDirectory() as folder:
        arguments = TrainingArguments(
            output_dir=folder,
            max_steps=steps,
            per_device_train_batch_size=recipe.batch,
            learning_rate=recipe.lr,
            weight_decay=recipe.weight_decay,
            lr_scheduler_type=recipe.schedule,
            warmup_steps=int(recipe.warmup * steps),
            bf16=recipe.bf16,
            use_cpu=True,
            save_strategy="no",
            logging_strategy="no",
            report_to="none",
            seed=recipe.seed,
            disable_tqdm=True,
        )
        collator = DataCollatorForLanguageModeling(tokenizer=tokenizer, mlm_probability=0.15)
        trainer = Trainer(
            model=model,
            args=arguments,
            train_dataset=Rows(tokens),
            data_collator=collator,
            callbacks=[times],
        )
        trainer.train()
    return model, list(np.diff(times.ends))


def rival_speed(
    recipe: RivalRecipe, tokens: NDArray[np.int64], tokenizer: BertTokenizerFast, steps: int
) -> float:
    """Tokens per second of the median step."""
    _, seconds = train_rival(recipe, tokens, tokenizer, steps + WARM_UP)
    return recipe.batch * tokens.shape[1] / float(np.median(seconds[WARM_UP - 1 :]))
