"""Tooltips and questions show names and text as they are, never as markup."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio.widgets.card import Card
from studio.widgets.eliding_combo import ElidingCombo
from studio.widgets.rich_tip import tip_html
from studio.widgets.top_bar import Choice, Picker

STUDIO = Path(__file__).parents[2] / "studio"
OURS = {"tr", "translate", "tip_html"}  # words of the program, or made harmless


def is_harmless(value: ast.expr, function: ast.AST) -> bool:
    """Whether an expression holds words of the program only, or passes `tip_html`."""
    match value:
        case ast.Constant():
            return True
        case ast.IfExp():
            return is_harmless(value.body, function) and is_harmless(value.orelse, function)
        case ast.BoolOp():
            return all(is_harmless(part, function) for part in value.values)
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
            return name in OURS
        case ast.Name():
            given = [
                node.value
                for node in ast.walk(function)
                if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == value.id
            ]
            return bool(given) and all(is_harmless(part, function) for part in given)
    return False


def unsafe_tips(path: Path) -> Iterator[str]:
    for function in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            is_tip = node.func.attr == "setToolTip" and ast.unparse(node.func.value) != "tray"
            if is_tip and not is_harmless(node.args[-1], function):
                yield f"{path.name}:{node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize("path", sorted(STUDIO.rglob("*.py")), ids=lambda path: path.stem)
def test_every_tooltip_is_of_our_own_words_or_escaped(path: Path) -> None:
    assert list(unsafe_tips(path)) == []


@pytest.mark.parametrize("path", sorted(STUDIO.glob("*.py")), ids=lambda path: path.stem)
def test_every_question_shows_its_text_as_it_is(path: Path) -> None:
    for function in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(function, ast.FunctionDef) and "QMessageBox(" in ast.unparse(function):
            told = ast.unparse(function)
            holds_data = ".format(name" in told or "str(fault)" in told
            assert not holds_data or "TextFormat.PlainText" in told, function.name


def test_lines_stay_lines_and_markup_stays_text() -> None:
    assert tip_html("one\n<b>two</b>") == "<p>one<br>&lt;b&gt;two&lt;/b&gt;</p>"


def test_tokens_sentences_and_paths_are_shown_as_they_are(qtbot: QtBot) -> None:
    card, combo, picker = Card(), ElidingCombo(), Picker("Run", "")
    for widget in (card, combo, picker):
        qtbot.addWidget(widget)
    card.set_hint("", "<s> looks at <pad>: 0.5")
    combo.offer(["<h1>pinned</h1>"], 0)
    picker.offer([Choice("run", 1, "/runs/<img src=x>")], 1)
    tips = [
        card.hint.toolTip(),
        combo.toolTip(),
        picker.itemData(0, Qt.ItemDataRole.ToolTipRole),
    ]
    assert all("&lt;" in tip for tip in tips), tips
