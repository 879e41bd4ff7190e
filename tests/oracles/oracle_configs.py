"""The shapes of our small models as `transformers` is told them."""

from __future__ import annotations

from typing import Any

from engine.models.config import ModelConfig
from tests.engine import model_samples as samples
from tests.oracles.oracle_models import DEPTH, HEADS, LENGTH, WIDTH, transformers

BERT = {
    "vocab_size": samples.SIZE,
    "hidden_size": WIDTH,
    "num_hidden_layers": DEPTH,
    "num_attention_heads": HEADS,
    "intermediate_size": 4 * WIDTH,
    "max_position_embeddings": LENGTH,
}


def bert_config() -> Any:
    """BERT."""
    return transformers.BertConfig(**BERT)


def roberta_config() -> Any:
    """RoBERTa: two more positions, of which the first two are for padding alone."""
    positions = {"max_position_embeddings": LENGTH + 2, "type_vocab_size": 1, "pad_token_id": 1}
    return transformers.RobertaConfig(**BERT | positions, layer_norm_eps=1e-5)


def distilbert_config() -> Any:
    """DistilBERT."""
    return transformers.DistilBertConfig(
        vocab_size=samples.SIZE,
        dim=WIDTH,
        n_layers=DEPTH,
        n_heads=HEADS,
        hidden_dim=4 * WIDTH,
        max_position_embeddings=LENGTH,
    )


def albert_config(config: ModelConfig) -> Any:
    """ALBERT, with GELU by tanh as its first release."""
    return transformers.AlbertConfig(
        **BERT, embedding_size=config.embedded, hidden_act="gelu_new", type_vocab_size=2
    )


def electra_config(config: ModelConfig) -> Any:
    """ELECTRA's discriminator, or its narrower generator."""
    own = {
        "hidden_size": config.width,
        "num_attention_heads": config.heads,
        "intermediate_size": config.feed_forward,
    }
    return transformers.ElectraConfig(**BERT | own, embedding_size=config.embedded)


def gpt2_config() -> Any:
    """GPT-2."""
    return transformers.GPT2Config(
        vocab_size=samples.SIZE,
        n_embd=WIDTH,
        n_layer=DEPTH,
        n_head=HEADS,
        n_positions=LENGTH,
    )


def bart_config() -> Any:
    """BART, with one layer less to write than to read."""
    return transformers.BartConfig(
        vocab_size=samples.SIZE,
        d_model=WIDTH,
        encoder_layers=DEPTH,
        decoder_layers=DEPTH - 1,
        encoder_attention_heads=HEADS,
        decoder_attention_heads=HEADS,
        encoder_ffn_dim=4 * WIDTH,
        decoder_ffn_dim=4 * WIDTH,
        max_position_embeddings=LENGTH,
    )


def t5_config() -> Any:
    """T5 1.0, with one layer less to write than to read."""
    return transformers.T5Config(
        vocab_size=samples.SIZE,
        d_model=WIDTH,
        d_kv=WIDTH // HEADS,
        d_ff=4 * WIDTH,
        num_layers=DEPTH,
        num_decoder_layers=DEPTH - 1,
        num_heads=HEADS,
        feed_forward_proj="relu",
    )


def llama_config(config: ModelConfig) -> Any:
    """Llama with tied embeddings."""
    return transformers.LlamaConfig(
        vocab_size=samples.SIZE,
        hidden_size=WIDTH,
        num_hidden_layers=DEPTH,
        num_attention_heads=HEADS,
        intermediate_size=config.feed_forward,
        max_position_embeddings=LENGTH,
        rms_norm_eps=1e-5,
        tie_word_embeddings=True,
    )


def modernbert_config(feed_forward: int) -> Any:
    """ModernBERT with every layer full attention."""
    return transformers.ModernBertConfig(
        vocab_size=samples.SIZE,
        hidden_size=WIDTH,
        num_hidden_layers=DEPTH,
        num_attention_heads=HEADS,
        intermediate_size=feed_forward,
        max_position_embeddings=LENGTH,
        layer_types=["full_attention"] * DEPTH,
        rope_parameters={
            kind: {"rope_type": "default", "rope_theta": 10_000.0}
            for kind in ("full_attention", "sliding_attention")
        },
        pad_token_id=0,
        attn_implementation="sdpa",
    )
