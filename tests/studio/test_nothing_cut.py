"""Every page, small and usual, in both languages: all words can be read, all controls reached."""

from functools import partial

import pytest

from engine.corpus.samples import sample_path
from studio.widgets.recipe_form import RecipeFields
from tests.studio.conftest import quiet
from tests.studio.cut_words import cut_in

SIZES = [(1024, 640), (1280, 720), (1440, 900)]
pytestmark = pytest.mark.usefixtures("program_font")
languages = pytest.mark.parametrize("language", ["en", "zh_CN"])


def nothing_is_cut(studio, qtbot, page, *, unfolded=False):
    """Walk through the sizes, with all details of the page folded out where wished."""
    studio.window.show_page(page)
    shown = studio.window.pages[page]
    for size in SIZES:
        studio.window.resize(*size)
        qtbot.waitUntil(lambda: studio.desk.draft.checked)
        quiet(studio, qtbot)
        for fields in shown.findChildren(RecipeFields):
            fields.fold.setChecked(unfolded)
        told = f"{page} at {size}"
        qtbot.waitUntil(partial(all_is_whole, studio.window, told))
        assert studio.window.stack.currentWidget().horizontalScrollBar().maximum() == 0, told


def all_is_whole(window, told):
    """Once what was laid out anew has come to rest; what is cut for good stays so."""
    assert not cut_in(window), told


@pytest.fixture
def studio(real_studio, qtbot):
    """The whole program with its real pages, reading the sample."""
    real_studio.desk.draft.set("corpus.paths", [str(sample_path("english"))])
    return real_studio


@languages
@pytest.mark.parametrize("page", ["data", "objective", "model", "train"])
def test_forms_are_whole_their_details_too(studio, qtbot, page, language):
    studio.desk.settings.set(language=language)
    nothing_is_cut(studio, qtbot, page)
    nothing_is_cut(studio, qtbot, page, unfolded=True)


@languages
@pytest.mark.parametrize("page", ["train", "look", "try_", "tune", "compare"])
def test_pages_of_a_run_are_whole(studio, with_run, qtbot, page, language):
    studio.desk.settings.set(language=language)
    nothing_is_cut(studio, qtbot, page)


@languages
@pytest.mark.parametrize("part", ["evaluate", "exchange"])
def test_parts_of_tune_are_whole(studio, with_run, qtbot, part, language):
    studio.desk.settings.set(language=language)
    studio.window.show_page("tune")
    page = studio.window.pages["tune"]
    page.choose(part)
    qtbot.waitUntil(lambda: not studio.desk.jobs.busy)
    nothing_is_cut(studio, qtbot, "tune")
    if part == "exchange":
        for form in ("onnx", "tensorboard", "csv", "capsule"):
            page.part.export.forms.button(form).click()
            nothing_is_cut(studio, qtbot, "tune")
    else:
        for name in page.part.cards:
            page.part.question.look_at(name)
            nothing_is_cut(studio, qtbot, "tune")


@languages
@pytest.mark.parametrize(
    ("kind", "objective"),
    [
        ("pair", "next_sentence"),
        ("continue", "causal_lm"),
        ("spans", "span_corruption"),
        ("spot", "replaced_token_detection"),
        ("translate", "translation"),
        ("similar", "masked_lm"),
    ],
)
def test_every_tab_of_try_is_whole(studio, with_run, qtbot, kind, objective, language):
    studio.desk.settings.set(language=language)
    studio.desk.shown.recipe["objectives"] = {objective: {}}
    studio.window.show_page("try_")
    page = studio.window.pages["try_"]
    page.choose(kind)
    page.beside.choose(studio.desk.shown.path, 1000)
    qtbot.waitUntil(lambda: page.kinds.value == kind)
    nothing_is_cut(studio, qtbot, "try_")


@languages
@pytest.mark.parametrize(
    ("preset", "kind", "sample"),
    [("nli-tiny", "labelled", "english"), ("translation-tiny", "parallel", "english")],
)
def test_pairs_are_whole(studio, qtbot, preset, kind, sample, language):
    studio.desk.settings.set(language=language)
    studio.desk.draft.set("preset", preset)
    studio.window.show_page("data")
    page = studio.window.pages["data"]
    page.pairs[kind].use_sample(sample)
    qtbot.waitUntil(lambda: page.pairs_previews[kind].table.rowCount() > 0)
    nothing_is_cut(studio, qtbot, "data", unfolded=True)
    nothing_is_cut(studio, qtbot, "objective")
    table = page.pairs_previews[kind].table
    header = table.horizontalHeader()
    for column in range(2, table.columnCount()):
        assert header.sectionSize(column) >= header.sectionSizeHint(column)
