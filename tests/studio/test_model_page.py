"""The Model page: the size dial, the parts, the drawing and the cost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from engine.control import Control
from engine.faults import Fault
from engine.models.config import SIZES, ModelConfig
from studio import engine_calls
from studio.cost import Measured
from studio.costing import measure_speed
from studio.desk import Desk
from studio.theme import LIGHT
from studio.views.model.budget import finish_words
from studio.views.model.page import Page
from studio.views.model.parts import model_diagram
from studio.views.model.size_card import SHAPES
from studio.widgets.mermaid import mermaid_text
from tests.studio.form_desk import load, must_fit_a_small_window, open_desk, script_engine
from tests.studio.model_page import desk, page

__all__ = ["desk", "page"]


def test_the_dial_shows_the_size_and_the_shapes_are_the_engines(page: Page) -> None:
    assert page.size_card.dial.value == "tiny"
    assert {name: (size.depth, size.width) for name, size in SIZES.items()} == SHAPES


def test_a_size_brings_rate_and_batch_and_is_one_step_back(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    desk.draft.set("training.lr", 0.5)
    desk.draft.set("model.depth", 3)
    before = desk.draft.undo_stack.count()
    page.size_card.dial.button("small").click()
    assert desk.draft.value("preset") == "bert-small"
    assert desk.draft.value("training.lr") is None
    assert desk.draft.value("model.depth") is None
    assert desk.draft.undo_stack.count() == before + 1
    qtbot.waitUntil(lambda: page.size_card.dial.value == "small")
    desk.draft.undo_stack.undo()
    assert desk.draft.value("training.lr") == 0.5


def test_custom_keeps_the_shape_and_opens_the_details(page: Page, desk: Desk, qtbot: QtBot) -> None:
    page.size_card.dial.button("custom").click()
    assert desk.draft.value("model") == {"size": "custom", "depth": 2, "width": 128, "heads": 2}
    assert page.fields is not None
    assert page.fields.fold.isChecked()
    qtbot.waitUntil(lambda: page.size_card.dial.value == "custom")


def test_an_own_width_turns_the_dial_to_custom(page: Page, desk: Desk, qtbot: QtBot) -> None:
    desk.draft.set("model.width", 192)
    qtbot.waitUntil(lambda: page.size_card.dial.value == "custom")
    assert "2 × 192" in page.size_card.dial.button("custom").text()


def test_a_fault_stands_at_its_field_and_stops_counting(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    assert page.fields is not None
    desk.draft.set("model.heads", 3)
    row = page.fields.rows["model.heads"]
    qtbot.waitUntil(lambda: bool(row.fault.text()))
    assert page.cost_card.parameters.text() == "\u2013"
    assert not page.cost_card.button.isEnabled()
    desk.draft.undo_stack.undo()
    qtbot.waitUntil(page.cost_card.button.isEnabled)
    assert row.fault.text() == ""


def test_cost_is_counted_and_speed_measured_on_request(page: Page, qtbot: QtBot) -> None:
    assert page.cost_card.parameters.text() == "1.39M"
    assert page.cost_card.values["memory"].text() == "61.0 MB"
    page.cost_card.button.click()
    qtbot.waitUntil(lambda: page.cost_card.speed.text() == "52.3k")
    assert "In 02:00 it sees 6.28M tokens" in page.cost_card.finish.text()
    assert page.cost_card.memory.text() == "Memory measured: 612.0 MB. Rows at once: 8."
    qtbot.waitUntil(page.cost_card.button.isEnabled)


def test_what_is_measured_is_what_the_engines_steps_took(monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.training import measuring

    found = measuring.MeasuredSteps(1234.5, 6, 10**9)
    monkeypatch.setattr(measuring, "measure_steps", lambda recipe, control, progress: found)
    told = measure_speed({"preset": "bert-tiny"}, Control(), lambda event: None)
    assert told == Measured(tokens_per_second=1234.5, rows_at_once=6, memory_bytes=10**9)


def test_another_model_forgets_the_speed(page: Page, desk: Desk, qtbot: QtBot) -> None:
    page.cost_card.button.click()
    qtbot.waitUntil(lambda: page.cost_card.speed.text() == "52.3k")
    desk.draft.set("model.depth", 3)
    qtbot.waitUntil(lambda: page.cost_card.speed.text() == "\u2013")
    assert page.cost_card.memory.text() == ""


def test_a_measurement_that_fails_says_why(
    page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> None:
        raise Fault("There is not enough memory.", now="Choose a smaller model.")

    monkeypatch.setattr(engine_calls, "measure_speed", fails)
    page.cost_card.button.click()
    qtbot.waitUntil(lambda: page.cost_card.fault.problem is not None)
    qtbot.waitUntil(page.cost_card.button.isEnabled)


@pytest.mark.parametrize("style", ["modern", "classic"])
def test_the_drawing_follows_style_and_objectives(style: str) -> None:
    model = ModelConfig.model_validate({"style": style, "size": "mini"}).model_dump()
    heads = {"masked_lm": "Masked words", "next_sentence": "Next sentence"}
    diagram = model_diagram(model, 8190, heads, {"masked_lm": 10})
    found = [(block.title, times) for block, times in diagram.blocks()]
    assert ("Attention", 4) in found
    assert ("Masked words", 1) in found
    assert ("Norm", 1) in found or style == "classic"  # the last norm of pre-norm models


@pytest.mark.parametrize("depth", [1, 2])
def test_the_drawing_tells_that_the_first_layer_needs_no_norm(depth: int) -> None:
    config = ModelConfig.model_validate({"style": "modern", "size": "tiny", "depth": depth})
    assert config.bare_first
    found = model_diagram(config.model_dump(), 8190, {}, {}).blocks()
    lacking = [times for block, times in found if "none in the first layer" in block.detail]
    assert lacking == [1] * (depth - 1)


@pytest.mark.parametrize("depth", [1, 4])
def test_the_counts_of_the_drawing_equal_torchs(depth: int) -> None:
    torch = pytest.importorskip("torch")
    from engine.models.transformer import Transformer

    papers = {
        "encoder": ("bert", "roberta", "albert", "electra"),
        "decoder": ("gpt2",),
        "encoder_decoder": ("bart", "t5"),
    }
    for architecture, classics in papers.items():
        for given in ({"style": "modern"}, *({"style": "classic", "paper": p} for p in classics)):
            config = ModelConfig.model_validate(
                {"architecture": architecture, "size": "mini", "depth": depth, **given}
            )
            trunk = Transformer(config, 8190, generator=torch.Generator().manual_seed(0))
            diagram = model_diagram(config.model_dump(), 8190, {}, {})
            drawn = sum(block.parameters * times for block, times in diagram.blocks())
            assert drawn == sum(p.numel() for p in trunk.parameters()), given


def test_the_drawing_tells_the_rows_length_and_counts_the_models_places(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    def learned() -> int:
        return next(b for b, _ in page.diagram.diagram.blocks() if b.tone == "embedding").parameters

    assert "128 per row" in page.mermaid()
    desk.draft.set("model.positions", "learned")
    qtbot.waitUntil(lambda: "learned positions" in page.mermaid())
    places = learned()
    desk.draft.set("training.row_length", 64)
    qtbot.waitUntil(lambda: "64 per row" in page.mermaid())
    assert "[B, 64, 128]" in page.mermaid()
    assert "[B, 128" not in page.mermaid()
    assert learned() == places


def test_the_drawing_as_mermaid_names_every_part(page: Page) -> None:
    config = ModelConfig.model_validate({"architecture": "encoder_decoder", "size": "mini"})
    diagram = model_diagram(config.model_dump(), 8190, {"translation": "Translation"}, {})
    text = mermaid_text(diagram)
    assert text.startswith("flowchart TB")
    assert text.count("subgraph") == text.count("  end") == 2
    for block, _ in diagram.blocks():
        assert block.title in text
    page.diagram.show_diagram(diagram)
    page.copy_mermaid()
    assert QGuiApplication.clipboard().text() == text


def test_the_drawing_is_saved_as_mermaid_too(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    offered = [action.text() for action in page.export.menu().actions()]
    assert offered.index("Save as SVG…") + 1 == offered.index("Save as Mermaid…")
    page.export.save(tmp_path / "model.mmd")
    qtbot.waitUntil(lambda: not page._desk.jobs.busy)
    saved = (tmp_path / "model.mmd").read_text("utf-8")
    assert saved == mermaid_text(page.diagram.diagram)
    assert saved.startswith("flowchart TB")


@pytest.mark.parametrize(
    ("training", "told"),
    [
        ({"minutes": 2}, "In 02:00 it sees 120k tokens."),
        ({"seconds": 30}, "In 00:30 it sees 30.0k tokens."),
        ({"tokens": 60_000}, "The budget of 60.0k tokens takes 01:00."),
        ({"steps": 100, "batch": 6}, "The budget of 60.0k tokens takes 01:00."),
        ({"epochs": 1}, "How long an epoch takes is known once the text is in tokens."),
        ({}, "Choose a budget on the Train page to see when it ends."),
    ],
)
def test_the_finish_follows_from_budget_and_speed(training: dict[str, Any], told: str) -> None:
    assert finish_words(training, 100, 1000.0) == told


def test_the_page_opens_before_the_engine_is_loaded(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script_engine(monkeypatch)
    with open_desk(tmp_path, loaded=False) as desk:
        page = Page(desk)
        qtbot.addWidget(page)
        assert page.fields is None
        load(desk)
        assert page.fields is not None
        qtbot.waitUntil(lambda: page.cost is not None)


def test_the_page_survives_another_theme(page: Page, desk: Desk) -> None:
    desk.set_theme(LIGHT)
    assert not page.grab().isNull()


def test_the_page_fits_a_small_window(page: Page, desk: Desk) -> None:
    must_fit_a_small_window(page, desk)
