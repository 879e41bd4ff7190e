"""Everything on every page is reached by the keyboard and named, whatever stands there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
)

from engine.corpus.samples import sample_path
from studio.pair_calls import pair_sample
from studio.settings import PAGES
from studio.widgets.curve_plot import CurvePlot
from studio.widgets.head_grid import HeadGrid
from studio.widgets.segmented import Segmented
from tests.studio.conftest import quiet, show_trained_run


def nothing(studio, qtbot):
    """As the program is first seen."""


def a_run(studio, qtbot):
    show_trained_run(studio, qtbot)


def a_run_and_the_next(studio, qtbot):
    """The face of a new run, though another is on show."""
    a_run(studio, qtbot)
    studio.window.pages["train"].head.new_asked.emit()


def a_run_and_two_passages(studio, qtbot):
    a_run(studio, qtbot)
    studio.window.pages["try_"].kinds.button("pair").click()


def tab(kind, objective):
    """The tab of Try of a run that learned this."""

    def stands(studio, qtbot):
        a_run(studio, qtbot)
        studio.desk.shown.recipe["objectives"] = {objective: {}}
        studio.window.pages["try_"].choose(kind)

    stands.__name__ = kind
    return stands


def text(studio, qtbot):
    studio.desk.draft.set("corpus.paths", [str(sample_path("english"))])
    page = studio.window.pages["data"]
    qtbot.waitUntil(lambda: page.health.summary is not None and page.preview.preview is not None)


def pasting(studio, qtbot):
    studio.window.pages["data"].sources.take_text("Once upon a time.")


def labelled(studio, qtbot):
    pairs(studio, qtbot, "labelled")


def parallel(studio, qtbot):
    pairs(studio, qtbot, "parallel")


def pairs(studio, qtbot, kind):
    page = studio.window.pages["data"]
    studio.desk.draft.update(pair_sample(kind, "english"))
    qtbot.waitUntil(lambda: page.kinds.button(kind).isVisible())
    page.kinds.button(kind).click()
    qtbot.waitUntil(lambda: page.pairs_previews[kind].table.rowCount() > 0)


def face(page, stands, part=""):
    return pytest.param(page, stands, part, id=f"{page}-{stands.__name__}")


# A page, what stands there, and a part that is seen then.
FACES = [
    *(face(page, a_run) for page in PAGES if page not in ("train", "look", "try_")),
    *(face(page, nothing) for page in ("look", "try_")),
    face("train", nothing, "start.name"),
    face("train", a_run, "head.name"),
    face("train", a_run_and_the_next, "start.name"),
    face("look", a_run, "heads.grid"),
    face("try_", a_run, "cards.fill.editor.line"),
    face("try_", a_run_and_two_passages, "cards.pair.first"),
    face("try_", tab("continue", "causal_lm"), "cards.continue.field"),
    face("try_", tab("spans", "span_corruption"), "cards.spans.editor"),
    face("try_", tab("spot", "replaced_token_detection"), "cards.spot.field"),
    face("try_", tab("translate", "translation"), "cards.translate.field"),
    face("try_", tab("similar", "masked_lm"), "cards.similar.field"),
    face("data", text, "preview.text"),
    face("data", pasting, "sources.paste.box"),
    face("data", labelled, "pairs_previews.labelled.table"),
    face("data", parallel, "pairs_previews.parallel.table"),
]


def part_of(page, path):
    for name in path.split("."):
        page = page[name] if isinstance(page, dict) else getattr(page, name)
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


@pytest.mark.parametrize(("page", "stands", "part"), FACES)
def test_every_control_of_a_page_is_reached_by_tab_and_named(
    real_studio, qtbot, page, stands, part
):
    studio = real_studio
    studio.window.show_page(page)
    quiet(studio, qtbot)
    stands(studio, qtbot)
    quiet(studio, qtbot)
    shown = studio.window.pages[page]
    if part:
        qtbot.waitUntil(part_of(shown, part).isVisible)
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
    assert [control for control in seen if not said(control)] == []
    assert [group for group in shown.findChildren(Segmented) if not group.accessibleName()] == []
    assert walk(qtbot, studio.window, Qt.Key.Key_Backtab) == [seen[0], *reversed(seen[1:])]


def said(control):
    """What a screen reader calls a control; "5" says nothing without its group."""
    text = control.text() if isinstance(control, QAbstractButton) else ""
    name = control.accessibleName() or text
    return name if any(sign.isalpha() for sign in name) else ""


def test_tab_follows_the_eye_whenever_a_form_was_built(real_studio, qtbot):
    studio = real_studio
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
