"""Every real page in the real window: opened empty, late, in both languages and colours."""

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QWidget

from studio.live import State
from studio.settings import PAGES
from tests.studio.conftest import quiet


@pytest.fixture
def studio(real_studio):
    """The whole program with its real pages."""
    return real_studio


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_empty_and_late_and_survives_colours_and_languages(studio, qtbot, page):
    desk = studio.desk
    studio.window.show_page(page)
    quiet(studio, qtbot)
    assert studio.window.pages[page].title()
    desk.live.start({"preset": "bert-tiny"}, desk.workspace.runs_folder, "bert-tiny-01")
    desk._show_live()
    for _ in range(3):
        studio.work.step()
    qtbot.waitUntil(lambda: desk.live.history.training.num_rows == 3)
    for theme, language in (("light", "en"), ("dark", "zh_CN"), ("light", "zh_CN"), ("dark", "en")):
        desk.settings.set(theme=theme, language=language)
        assert not studio.window.grab().isNull()
    with qtbot.waitSignal(desk.live.ended):
        desk.live.stop()
    quiet(studio, qtbot)
    assert desk.live.state is State.IDLE
    assert desk.problems.last is None, desk.problems.last


class WindowWatch(QObject):
    """Notes every widget shown as a window of its own that is not meant to be one."""

    def __init__(self):
        super().__init__()
        self.strays = []

    def eventFilter(self, watched, event):
        shown = event.type() is QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow() and not isinstance(watched, QMainWindow | QMenu | QDialog):
            self.strays.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_no_part_of_a_page_flashes_up_as_a_window(studio, qtbot, qapp):
    watch = WindowWatch()
    qapp.installEventFilter(watch)
    studio.desk.settings.set(language="zh_CN")  # the first page is built anew, watched
    for page in PAGES:
        studio.window.show_page(page)
    quiet(studio, qtbot)
    qapp.removeEventFilter(watch)
    assert watch.strays == []


def test_no_page_keeps_its_window_alive(studio, qtbot):
    for page in PAGES:
        studio.window.show_page(page)
    quiet(studio, qtbot)
    pages = [weakref.ref(page) for page in studio.window.pages.values()]
    studio.desk.settings.set(language="zh_CN")
    quiet(studio, qtbot)
    studio.desk.settings.set(language="en", theme="dark")
    studio.desk.runs_changed.emit()
    quiet(studio, qtbot)

    def gone():
        gc.collect()
        return [reference() for reference in pages if reference() is not None] == []

    qtbot.waitUntil(gone)
