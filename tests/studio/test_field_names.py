"""What a fault is about is told in the window's words, a whole section as well as a field."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from studio import engine_calls
from studio.field_names import field_name
from studio.language import Speech

NAMES = {
    "corpus.paths": ("Files and folders", "文件和文件夹"),
    "objectives.masked_lm.rate": ("Masked words · Share hidden", "遮盖词 · 遮盖比例"),
    "objectives.causal_lm": ("Next token", "下一个词元"),
    "objectives": ("Objective", "目标"),
    "training": ("Train", "训练"),
    "model": ("Model", "模型"),
    "tokenizer": ("Data", "数据"),
    "preset": ("Preset", "预设"),
    "objectives.nope": ("objectives.nope", "objectives.nope"),  # as the file writes it
}
FAULTY: list[dict[str, Any]] = [
    {"preset": "bert-tiny"},
    {"preset": "enormous"},
    {"preset": "bert-tiny", "training": {"steps": 3, "tokens": 4}},
    {"preset": "bert-tiny", "objectives": {"causal_lm": {}}},
    {"preset": "bert-tiny", "objectives": {"masked_lm": False, "next_sentence": False}},
    {"preset": "bert-tiny", "model": 3},
]


@pytest.mark.parametrize(("place", "names"), NAMES.items(), ids=NAMES.keys())
def test_a_place_goes_by_the_name_it_has_in_the_window(
    qapp: QApplication, place: str, names: tuple[str, str]
) -> None:
    form, speech = engine_calls.describe_recipe(), Speech(qapp)
    assert field_name(form, place) == names[0]
    speech.speak("zh_CN")
    try:
        assert field_name(form, place) == names[1]
    finally:
        speech.speak("en")


@pytest.mark.parametrize("recipe", FAULTY)
def test_no_fault_of_what_can_be_chosen_is_told_by_a_dotted_name(
    qapp: QApplication, recipe: dict[str, Any]
) -> None:
    form = engine_calls.describe_recipe()
    faults = engine_calls.check_recipe(recipe).faults
    assert faults
    for fault in faults:
        assert field_name(form, fault.place) != fault.place
