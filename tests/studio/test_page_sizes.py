"""Every real page in windows small and large, in both languages: nothing is cut or askew."""

import pytest
from PySide6.QtWidgets import QScrollArea

from engine.resources import resource
from studio.settings import PAGES
from tests.studio.conftest import quiet


@pytest.fixture
def studio(real_studio):
    """The whole program with its real pages."""
    return real_studio


def least_height(page):
    """What the page needs at its width, its wrapped sentences included."""
    layout = page.layout()
    if layout.hasHeightForWidth():
        return layout.totalMinimumHeightForWidth(page.width())
    return page.minimumSizeHint().height()


def test_the_sentence_beneath_the_blocks_makes_the_page_no_higher(with_run, qtbot):
    studio = with_run
    studio.desk.settings.set(language="zh_CN")
    studio.window.resize(1280, 720)
    studio.window.show_page("model")
    quiet(studio, qtbot)
    shown = studio.window.pages["model"]
    qtbot.waitUntil(shown.elsewhere.words.isVisible)
    shown.layout().invalidate()
    room = studio.window.stack.currentWidget().viewport()
    assert shown.layout().totalHeightForWidth(shown.width()) <= room.height()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(1024, 640), (1280, 720), (2560, 1440)])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_the_window_or_scrolls(with_run, qtbot, page, size, language):
    studio = with_run
    studio.desk.settings.set(language=language)
    studio.window.resize(*size)
    studio.window.show_page(page)
    quiet(studio, qtbot)
    shown = studio.window.pages[page]
    least, room = shown.minimumSizeHint(), studio.window.stack.currentWidget().viewport()
    assert shown.width() >= least.width()
    qtbot.waitUntil(lambda: shown.height() >= least_height(shown))
    if size[0] >= 1280:  # nothing lies beyond an edge: lists scroll, pages do not
        qtbot.waitUntil(lambda: shown.width() == room.width())
        qtbot.waitUntil(lambda: shown.height() <= room.height())
    assert (studio.window.width(), studio.window.height()) == size


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_switch_of_the_cleaning_is_seen_whole(program_font, studio, qtbot, language):
    studio.desk.settings.set(language=language)
    studio.window.resize(1280, 720)
    studio.window.show_page("data")
    quiet(studio, qtbot)
    cleaning = studio.window.pages["data"].cleaning
    area = cleaning.findChild(QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    assert area.viewport().width() >= cleaning._inside.minimumSizeHint().width()


@pytest.mark.parametrize("num_books", [0, 1])
def test_what_was_left_out_does_not_make_the_page_scroll(
    program_font, studio, qtbot, tmp_path, num_books
):
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "empty.txt").touch()
    for name in ("cover.png", ".hidden"):
        (folder / name).write_bytes(b"\x89PNG")
    for number in range(num_books):
        (folder / f"{number}.txt").write_text("Every morning the boats went out to the sea. " * 40)
    studio.desk.settings.set(language="zh_CN")
    studio.desk.draft.set("corpus.paths", [str(folder)])
    studio.window.resize(1280, 720)
    studio.window.show_page("data")
    page = studio.window.pages["data"]
    qtbot.waitUntil(
        lambda: page.health.fault.isVisible() or page.health.summary is not None, timeout=30_000
    )
    quiet(studio, qtbot)
    room = studio.window.stack.currentWidget().viewport()
    qtbot.waitUntil(lambda: page.size() == room.size())


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_sizes_stand_in_one_line(program_font, studio, qtbot, language):
    studio.desk.settings.set(language=language)
    studio.window.resize(1280, 720)
    studio.window.show_page("model")
    quiet(studio, qtbot)
    dial = studio.window.pages["model"].size_card.dial
    buttons = [dial.button(value) for value in dial._values]
    assert len({(button.y(), button.height()) for button in buttons}) == 1
    assert len({button.sizeHint().height() for button in buttons}) == 1  # or the words stand askew


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_run_does_not_scroll_as_a_page_at_the_usual_size(program_font, with_run, qtbot, language):
    studio = with_run
    studio.desk.settings.set(language=language)
    studio.window.resize(1280, 720)
    studio.window.show_page("train")
    quiet(studio, qtbot)
    page = studio.window.pages["train"]
    assert page._measured.isVisible()
    room = page.faces.currentWidget().viewport()
    qtbot.waitUntil(lambda: page._inside.height() <= room.height())


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("page", ["data", "objective", "model"])
def test_a_form_does_not_scroll_as_a_page_at_the_usual_size(
    program_font, studio, qtbot, page, language
):
    studio.desk.settings.set(language=language)
    studio.desk.draft.set("corpus.paths", [str(resource("samples", "english"))])
    studio.window.resize(1280, 720)
    studio.window.show_page(page)
    qtbot.waitUntil(lambda: studio.desk.draft.checked)
    if page == "data":
        health = studio.window.pages[page].health
        qtbot.waitUntil(lambda: health.summary is not None, timeout=30_000)
    else:
        quiet(studio, qtbot)
    shown = studio.window.pages[page]
    room = studio.window.stack.currentWidget().viewport()
    qtbot.waitUntil(lambda: shown.size() == room.size())
