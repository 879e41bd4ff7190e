"""Every real page in the real window: opened empty, late, in both languages and colours."""

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QSlider,
    QWidget,
)

from studio.live import State
from studio.settings import PAGES
from studio.widgets.curve_plot import CurvePlot
from studio.widgets.head_grid import HeadGrid
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


SHOWN = {"train": "head.name", "look": "heads.grid", "try_": "fill.editor.line"}  # of a run


def part_of(page, path):
    for name in path.split("."):
        page = getattr(page, name)
    return page


def walk(qtbot, window, key=Qt.Key.Key_Tab):
    """Everything Tab stops at, until it comes round."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.top.menu.setFocus()
    seen = [window.top.menu]
    while len(seen) < 500:
        QTest.keyClick(QApplication.focusWidget(), key)
        if QApplication.focusWidget() in seen:
            break
        seen.append(QApplication.focusWidget())
    return seen


def exclusive(control):
    """The group of a button of which one alone can be down; None for all else."""
    group = control.group() if isinstance(control, QAbstractButton) else None
    return group if group is not None and group.exclusive() else None


def is_reached_by_arrows(control, seen):
    """One of several buttons: Tab stops at the one that is down, or at the first."""
    group = exclusive(control)
    return group is not None and any(stop in group.buttons() for stop in seen)


CONTROLS = (
    *(QAbstractButton, QComboBox, QLineEdit, QSlider, QPlainTextEdit, QAbstractItemView),
    *(CurvePlot, HeadGrid),
)


@pytest.mark.parametrize("page", PAGES)
def test_every_control_of_a_page_is_reached_by_tab_and_named(with_run, qtbot, page):
    studio = with_run
    studio.window.show_page(page)
    quiet(studio, qtbot)
    shown = studio.window.pages[page]
    if page in SHOWN:
        assert part_of(shown, SHOWN[page]).isVisible()
    seen = walk(qtbot, studio.window)
    unreached = [
        control
        for kind in CONTROLS
        for control in shown.findChildren(kind)
        if control.isVisible() and control.isEnabled() and not is_part_of_another(control)
        if control not in seen and not is_reached_by_arrows(control, seen)
    ]
    assert not unreached
    stops = [(exclusive(stop), stop) for stop in seen if exclusive(stop) is not None]
    assert len(stops) == len({group for group, _ in stops})
    assert all(group.checkedButton() in (stop, None) for group, stop in stops)
    nameless = []
    for control in seen:
        text = control.text() if isinstance(control, QAbstractButton) else ""
        if not (control.accessibleName() or text):
            nameless.append(control)
    assert not nameless
    assert walk(qtbot, studio.window, Qt.Key.Key_Backtab) == [seen[0], *reversed(seen[1:])]


def test_tab_follows_the_eye_whenever_a_form_was_built(studio, qtbot):
    studio.window.show_page("data")
    quiet(studio, qtbot)
    seen = walk(qtbot, studio.window)
    page = studio.window.pages["data"]
    cleaning = page.cleaning.findChildren(QCheckBox)[0]
    vocabulary = page.tokenizer.fields.rows["tokenizer.vocabulary"].editor.input
    order = [page.sources.files_button, cleaning, page.preview.empty.button]
    order += [vocabulary.slider, vocabulary.line, page.tokenizer.sentence]
    assert [stop for stop in seen if stop in order] == order


def is_part_of_another(control):
    """A field of a spin box, the list of a combo box, a corner of a table: its owner counts."""
    owner = control.parent()
    inner = isinstance(owner, QAbstractSpinBox | QComboBox | QAbstractItemView)
    return inner or control.objectName().startswith("qt_")
