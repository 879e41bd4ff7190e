"""How our own parts are drawn on top of Fusion: one style sheet made from a theme."""

from __future__ import annotations

from string import Template

from engine.resources import resource
from studio.theme import Theme

_SHEET = Template("""
QMainWindow, QDialog { background: $bg; }
QWidget#page { background: $bg; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 6px 8px; }

QFrame[look="card"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[look="fault"] { background: $surface; border: 1px solid $bad; border-left-width: 4px;
    border-radius: 10px; }
QFrame[look="fault"][place="top"] { margin-top: 12px; }
QFrame[look="fault"][level="warn"] { border-color: $warn; }
QFrame[look="fault"][level="note"] { border-color: $border; }
QFrame[look="bar"] { background: $surface; border: 0 solid $line; }
QFrame[look="bar"][edge="top"] { border-top-width: 1px; }
QFrame[look="bar"][edge="bottom"] { border-bottom-width: 1px; }
QFrame[look="bar"][edge="right"] { border-right-width: 1px; }
QFrame[look="rule"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }

QLabel { background: transparent; border: 0; }
QLabel[role="title"] { font-size: 15px; font-weight: 600; }
QLabel[role="name"] { font-weight: 600; }
QLabel[role="number"] { font-size: 26px; font-weight: 600; }
QLabel[role="dim"], QLabel[role="hint"] { color: $dim; }
QLabel[role="good"] { color: $good; }
QLabel[role="warn"] { color: $warn; }
QLabel[role="bad"] { color: $bad; }
QLabel[role="code"] { font-family: monospace; font-size: 12px; color: $dim; }
QLabel:disabled { color: $dim; }

QPushButton { background: $raised; color: $text; border: 1px solid $border; border-radius: 6px;
    padding: 5px 12px; min-height: 18px; }
QPushButton:hover { background: $line; }
QPushButton:pressed { background: $bg; }
QPushButton:disabled { background: $surface; color: $dim; border-color: $line; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent;
    font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:disabled { background: $raised; color: $dim; border-color: $line; }
QPushButton[kind="danger"] { background: transparent; color: $bad; border-color: $bad; }
QPushButton[kind="quiet"], QToolButton { background: transparent; color: $dim;
    border: 1px solid transparent; border-radius: 6px; padding: 4px 8px; }
QPushButton[kind="quiet"]:hover, QToolButton:hover { background: $raised; color: $text; }
QToolButton[look="name"] { color: $text; font-weight: 600; }
QToolButton:pressed, QToolButton:checked { background: $raised; color: $text; }
QToolButton:disabled, QPushButton[kind="quiet"]:disabled { background: transparent; color: $dim;
    border-color: transparent; }
QPushButton[kind="link"] { background: transparent; color: $accent; border: 1px solid transparent;
    padding: 2px 4px; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="option"] { text-align: left; padding: 8px 12px; font-size: 14px; }
QPushButton[kind="option"]:focus { padding: 7px 11px; }
QPushButton[verdict="right"]:disabled { border: 2px solid $good; color: $good; padding: 7px 11px; }
QPushButton[verdict="wrong"]:disabled { border: 2px solid $bad; color: $bad; padding: 7px 11px; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: 4px 11px; }
QToolButton:focus, QPushButton[kind="quiet"]:focus { padding: 3px 7px; }
QPushButton[kind="link"]:focus { padding: 1px 3px; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QToolButton::menu-indicator { image: none; }

QComboBox, QLineEdit, QSpinBox, QDoubleSpinBox, QPlainTextEdit, QTextEdit, QTextBrowser {
    background: $raised; color: $text; border: 1px solid $border; border-radius: 6px;
    selection-background-color: $accent; selection-color: $on_accent; }
QComboBox, QLineEdit, QSpinBox, QDoubleSpinBox { padding: 4px 8px; min-height: 20px; }
QPlainTextEdit, QTextEdit, QTextBrowser { padding: 6px; }
QTextBrowser { border-color: $line; }
QComboBox:hover, QLineEdit:hover, QSpinBox:hover, QDoubleSpinBox:hover { border-color: $dim; }
QComboBox:focus, QComboBox:on, QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus {
    border: 2px solid $focus; padding: 3px 7px; }
QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus { border: 2px solid $focus;
    padding: 5px; }
QComboBox:disabled, QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled,
QPlainTextEdit:disabled { color: $dim; background: $surface; border-color: $line; }
*[wrong="true"] { border: 2px solid $bad; }
QComboBox { padding-right: 26px; }
QComboBox[look="picker"] { border-color: $line; }
QComboBox[look="picker"]:hover { border-color: $border; }
QComboBox[look="picker"]:focus, QComboBox[look="picker"]:on { border-color: $focus; }
QComboBox:focus, QComboBox:on { padding-right: 25px; }
QComboBox::drop-down { subcontrol-origin: border; subcontrol-position: center right; width: 26px;
    border: 0; background: transparent; }
QComboBox::down-arrow { image: url("$down"); width: 12px; height: 12px; }
QComboBox::down-arrow:disabled { image: url("$down_dim"); }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $border;
    border-radius: 6px; outline: 0; padding: 4px; selection-background-color: $raised;
    selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 8px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: $raised; color: $text; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-origin: border;
    subcontrol-position: top right; width: 22px; border: 0; background: transparent; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-origin: border;
    subcontrol-position: bottom right; width: 22px; border: 0; background: transparent; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$up"); width: 10px; height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("$down"); width: 10px;
    height: 10px; }

QCheckBox, QRadioButton { spacing: 8px; padding: 2px; border: 2px solid transparent;
    border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox::indicator, QRadioButton::indicator, QTreeView::indicator { width: 14px; height: 14px;
    border: 1px solid $border; background: $raised; border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QTreeView::indicator:checked { background: $accent;
    border-color: $accent;
    image: url("$check"); }
QRadioButton::indicator:checked { background: $accent; border: 4px solid $raised; width: 8px;
    height: 8px; }
QCheckBox::indicator:disabled { background: $surface; border-color: $line; }
QCheckBox::indicator:checked:disabled { background: $dim; border-color: $dim; }
QCheckBox:disabled, QRadioButton:disabled { color: $dim; }

QSlider { min-height: 22px; }
QSlider::groove:horizontal { height: 4px; background: $line; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 8px;
    background: $handle; border: 1px solid $border; }
QSlider::handle:horizontal:hover { border-color: $accent; }
QSlider::handle:horizontal:focus { border: 2px solid $focus; width: 12px; height: 12px; }
QSlider::sub-page:horizontal:disabled { background: $dim; }
QSlider::groove:vertical { width: 4px; background: $line; border-radius: 2px; }
QSlider::handle:vertical { width: 14px; height: 14px; margin: 0 -6px; border-radius: 8px;
    background: $handle; border: 1px solid $border; }

QProgressBar { background: $track; border: 0; border-radius: 3px; min-height: 6px;
    max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QProgressBar[thin="true"] { border-radius: 1px; min-height: 3px; max-height: 3px; }
QProgressBar[thin="true"]::chunk { border-radius: 1px; }

QScrollArea { background: transparent; border: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget#inside { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 2px; min-height: 28px;
    min-width: 28px; }
QScrollBar::handle:hover { background: $dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QAbstractItemView { background: $surface; alternate-background-color: $raised; color: $text;
    border: 1px solid $line; border-radius: 6px; outline: 0; gridline-color: $line; }
QAbstractItemView:focus { border-color: $focus; }
QListView::item, QTreeView::item { padding: 5px 8px; border-radius: 4px; }
QListView::item:hover, QTreeView::item:hover { background: $raised; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {
    background: $raised; color: $text; }
QHeaderView::section { background: $surface; color: $dim; border: 0;
    border-bottom: 1px solid $line; padding: 5px 8px; }

QTabBar::tab { background: transparent; color: $dim; padding: 5px 10px; border-radius: 6px;
    border: 2px solid transparent; margin-right: 2px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { background: $raised; color: $text; }
QTabBar:focus { border: 0; }
QTabBar::tab:selected:focus { border-color: $focus; }
QTabBar::tab:disabled { color: $dim; }
QTabWidget::pane { border: 0; }

QMenuBar { background: $surface; color: $text; border-bottom: 1px solid $line; padding: 2px 8px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $raised; }
QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 24px; border-radius: 4px; }
QMenu::item:selected { background: $raised; }
QMenu::item:disabled { color: $dim; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::indicator { width: 12px; height: 12px; left: 6px; }
QMenu::indicator:checked { image: url("$tick"); }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
QSplitter::handle:horizontal { width: 12px; }
QSplitter::handle:vertical { height: 12px; }
""")

_HOVER = {"dark": "#8ABAFF", "light": "#1F55B5"}


def style_sheet(theme: Theme) -> str:
    """The style sheet of the whole program in the colours of a theme."""
    icons = {name: _icon(f"{name}-{theme.name}") for name in ("down", "up", "check", "tick")}
    return _SHEET.substitute(
        {
            name: getattr(theme, name)
            for name in ("bg", "surface", "raised", "line", "text", "dim", "accent", "good")
        },
        warn=theme.warn,
        bad=theme.bad,
        on_accent=theme.on_accent,
        border=theme.border,
        focus=theme.accent,
        track=theme.raised if theme.dark else theme.line,
        handle=theme.text if theme.dark else theme.surface,
        accent_hover=_HOVER[theme.name],
        down_dim=_icon("down-dim"),
        **icons,
    )


def _icon(name: str) -> str:
    return resource("icons", f"{name}.svg").as_posix()
