"""ModelConfig: complete from little, and plain about what cannot be."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from engine.form import section_spec
from engine.models.config import ModelConfig
from engine.models.parts import Parts
from engine.models.styles import (
    ARCHITECTURE_OF,
    CLASSIC,
    MODERN,
    PAPER_OF,
    SIZES,
    feed_forward_width,
    parts_of,
)

KINDS = [
    *({"style": "modern", "architecture": architecture} for architecture in MODERN),
    *({"style": "classic", "paper": paper} for paper in CLASSIC),
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: list(kind.values())[1])
@pytest.mark.parametrize("size", SIZES)
def test_style_and_size_fill_every_field(kind: dict[str, str], size: str) -> None:
    config = ModelConfig.model_validate(kind | {"size": size})
    named = SIZES[size]
    assert (config.depth, config.width, config.heads) == (named.depth, named.width, named.heads)
    parts = parts_of(config.architecture, config.style, config.paper)
    assert set(parts) >= set(Parts.model_fields)
    for field, value in parts.items():
        assert getattr(config, field) == value
    assert config.feed_forward == feed_forward_width(config.width, config.activation)
    assert config.architecture == ARCHITECTURE_OF[config.paper]


def test_the_paper_follows_from_the_architecture_and_the_architecture_from_the_paper() -> None:
    for architecture, paper in PAPER_OF.items():
        config = ModelConfig.model_validate({"style": "classic", "architecture": architecture})
        assert config.paper == paper
    config = ModelConfig.model_validate({"style": "classic", "paper": "t5"})
    assert config.architecture == "encoder_decoder"
    modern = ModelConfig.model_validate({"paper": "t5"})  # which the modern style does not ask
    assert (modern.architecture, modern.positions) == ("encoder", "rotary")


def test_albert_and_small_electra_embed_in_few_numbers() -> None:
    found = {
        (paper, size): ModelConfig.model_validate(
            {"style": "classic", "paper": paper, "size": size}
        ).embedded
        for paper in ("albert", "electra", "bert")
        for size in ("tiny", "mini", "base")
    }
    assert found == {
        ("albert", "tiny"): 128,
        ("albert", "mini"): 128,
        ("albert", "base"): 128,
        ("electra", "tiny"): 128,
        ("electra", "mini"): 128,
        ("electra", "base"): 768,
        ("bert", "tiny"): 128,
        ("bert", "mini"): 256,
        ("bert", "base"): 768,
    }


def test_defaults_are_those_of_the_default_style_and_size() -> None:
    fields = ModelConfig.model_fields
    assert {name: field.default for name, field in fields.items()} == ModelConfig().model_dump()


def test_dump_reads_back_as_the_same() -> None:
    config = ModelConfig.model_validate({"style": "classic", "size": "mini", "dropout": 0.2})
    dumped = json.dumps(config.model_dump(mode="json"))
    assert ModelConfig.model_validate_json(dumped, strict=True) == config


def test_own_fields_win_over_style_and_make_the_size_custom() -> None:
    config = ModelConfig.model_validate({"size": "tiny", "width": 192, "heads": 3, "norm": "post"})
    assert (config.size, config.depth, config.norm) == ("custom", 2, "post")
    assert config.feed_forward == feed_forward_width(192, "geglu")


def test_gated_and_plain_units_have_about_the_same_number_of_weights() -> None:
    for size in SIZES.values():
        plain = 2 * feed_forward_width(size.width, "gelu")
        gated = 3 * feed_forward_width(size.width, "geglu")
        assert gated == pytest.approx(plain, rel=0.07)


@pytest.mark.parametrize(
    ("given", "place", "words"),
    [
        ({"width": 130, "heads": 4}, "heads", "4 heads do not divide a width of 130"),
        ({"width": 30, "heads": 2}, "positions", "rotary positions turn pairs"),
        ({"width": 15, "heads": 1, "positions": "sinusoidal"}, "positions", "even width"),
        ({"embedding_width": 15, "positions": "sinusoidal"}, "positions", "even width, not 15"),
        ({"style": "classic", "architecture": "decoder", "paper": "bert"}, "paper", "gpt2"),
        ({"decoder_depth": 2}, "decoder_depth", "belong to an encoder_decoder"),
        ({"embedding_width": 64, "head_transform": False}, "head_transform", "is needed"),
        ({"architecture": "tree"}, "architecture", "'decoder'"),
        ({"style": ["modern"], "paper": 3}, "style", "'modern'"),
        ({"depth": 0}, "depth", "greater than or equal to 1"),
        ({"size": "huge"}, "size", "'tiny'"),
        ({"colour": 1}, "colour", "not permitted"),
        ({"width": "wide"}, "width", "integer"),
    ],
)
def test_what_cannot_be_is_said_at_its_place(given: dict, place: str, words: str) -> None:
    with pytest.raises(ValidationError) as raised:
        ModelConfig.model_validate(given)
    messages = {str(e["loc"][0]): e["msg"] for e in raised.value.errors()}
    assert words in messages[place]


def test_every_field_teaches() -> None:
    for field in section_spec("model", ModelConfig).fields:
        assert field.title
        assert len(field.help) > 40
        assert field.source
        assert not field.choices or set(field.words) == set(field.choices)
