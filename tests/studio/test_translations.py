"""The second language is whole, or the build is red."""

import ast
import importlib.util
import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from engine.recipe.form import describe_recipe
from studio.language import NAMES, Speech, chosen

ROOT = Path(__file__).parents[2]
CONTEXTS_OF_THE_ENGINE = {"faults", "notices", "recipe", "objectives", "evaluation"}


def _tools():
    spec = importlib.util.spec_from_file_location(
        "translations", ROOT / "packaging" / "translations.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tools = _tools()


def calls(path):
    """Calls that mark words for people, with their positional arguments."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Attribute(attr="tr"):
                yield "tr", node
            case (
                ast.Name(id="translate")
                | ast.Attribute(value=ast.Name(id="QCoreApplication"), attr="translate")
            ):
                yield "translate", node


def entries():
    return list(tools.messages(tools.CHINESE))


@pytest.mark.parametrize("room", ["engine", "studio"])
def test_words_to_translate_are_plain_literals(room):
    exempt = {ROOT / "studio" / "wording.py", ROOT / "engine" / "wording.py"}
    # forms show what the engine marked: the sentence is a variable there, its context a literal
    wrong = []
    for path in tools.sources():
        if path.parts[len(ROOT.parts)] != room or path in exempt:
            continue
        for name, node in calls(path):
            words = node.args[:1] if name == "tr" else node.args[:2]
            literal = all(isinstance(word, ast.Constant) for word in words)
            context = node.args[0].value if isinstance(node.args[0], ast.Constant) else ""
            shown = room == "studio" and name == "translate" and context in CONTEXTS_OF_THE_ENGINE
            if not literal and not shown:
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not wrong


def test_a_change_of_the_draft_is_named_by_what_translates_later():
    """Its name stands in the undo menu of the next window too, which may speak another language."""
    wrong = []
    for path in tools.sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and is_of_draft(node.func):
                given = [*node.args, *(keyword.value for keyword in node.keywords)]
                if any(isinstance(value, ast.Call) and names_words(value) for value in given):
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not wrong


def is_of_draft(function):
    changes = ("set", "remove", "update", "load")
    match function:
        case ast.Attribute(value=ast.Attribute(attr="draft" | "_draft"), attr=attr):
            return attr in changes
        case ast.Attribute(value=ast.Name(id="draft"), attr=attr):
            return attr in changes
    return False


def names_words(call):
    return isinstance(call.func, ast.Attribute | ast.Name) and any(
        isinstance(part, ast.Attribute) and part.attr in ("tr", "translate")
        for part in ast.walk(call)
    )


def test_no_sentence_is_new_gone_or_unfinished(tmp_path, monkeypatch):
    fresh = tmp_path / tools.CHINESE.name
    shutil.copy(tools.CHINESE, fresh)
    tools.update(fresh, "zh_CN")
    known = {entry[:2] for entry in entries()}
    found = {entry[:2] for entry in tools.messages(fresh)}
    assert not found - known, "new: run `make translations` and translate"
    assert not known - found, "gone: run `make translations`"
    assert not tools.unfinished(tools.CHINESE)


def test_the_plural_forms_of_english_are_whole(tmp_path):
    fresh = tmp_path / tools.ENGLISH.name
    shutil.copy(tools.ENGLISH, fresh)
    tools.update(fresh, "en", "-pluralonly")
    assert {e[:2] for e in tools.messages(fresh)} == {e[:2] for e in tools.messages(tools.ENGLISH)}
    assert not tools.unfinished(tools.ENGLISH)


def test_both_languages_have_the_same_fields():
    wrong = []
    for context, source, translation in entries():
        texts = [form.text or "" for form in translation.iter("numerusform")]
        for text in texts or [translation.text or ""]:
            if text and fields(text) != fields(source):
                wrong.append((context, source, text))
    assert not wrong


@pytest.mark.parametrize("other", ["奈特", "此次运行"], ids=["nat", "this run"])
def test_one_thing_goes_by_one_word(other):
    """They are called nat and 此运行."""
    assert not [source for _, source, words in entries() if other in "".join(words.itertext())]


def fields(text):
    return sorted(re.findall(r"\{[^{}]*\}|%n|%L?\d", text))


@pytest.mark.parametrize("catalogue", [tools.CHINESE, tools.ENGLISH], ids=lambda path: path.stem)
def test_the_compiled_file_is_fresh(qapp, catalogue):
    compiled = QTranslator()
    assert compiled.load(str(catalogue.with_suffix(".qm")))
    stale = []
    for context, source, translation in tools.messages(catalogue):
        form = translation.find("numerusform")
        words = translation.text if form is None else form.text
        found = compiled.translate(context, source, None, -1 if form is None else 1)
        if translation.get("type") is None and (found or "") != (words or ""):
            stale.append((context, source))
    assert not stale, "run `make translations`"


def test_the_units_of_the_form_are_words_of_the_language():
    sections = describe_recipe().sections
    units = {spec.unit for section in sections for spec in section.fields} - {"", "share"}
    known = {source for context, source, _ in entries() if context == "recipe"}
    assert units - known <= {"MB"}


def test_no_two_fields_of_a_section_have_one_name():
    for section in describe_recipe().sections:
        titles = [spec.title for spec in section.fields]
        assert len(titles) == len(set(titles)), section.name


@pytest.mark.parametrize("catalogue", [tools.ENGLISH], ids=lambda path: path.stem)
def test_one_and_two_of_a_thing_are_counted_in_different_words(catalogue):
    for _, source, translation in tools.messages(catalogue):
        one, more = (form.text for form in translation.iter("numerusform"))
        assert one != more, source
        assert "(s)" not in one + more


def test_every_language_of_the_menu_can_be_spoken(qapp):
    speech = Speech()
    for language in NAMES:
        speech.speak(language)
        assert chosen(language) == language
        words = QCoreApplication.translate("places", "Data")
        assert words == {"en": "Data", "zh_CN": "数据"}[language]
        cancel = QCoreApplication.translate("QPlatformTheme", "Cancel")
        assert cancel == {"en": "Cancel", "zh_CN": "取消"}[language]
    speech.speak("en")
