"""The colours of the window, light and dark, as tokens every part draws from."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from studio.wording import GENERATOR

# One hue an objective, everywhere; the place in `Theme.series`. There are fewer hues than
# objectives: those that are learned together in a published recipe never share one.
OBJECTIVE_SERIES = {
    "masked_lm": 0,
    "next_sentence": 1,
    "sentence_order": 3,
    "span_boundary": 5,
    "replaced_token_detection": 4,
    "natural_language_inference": 2,
    "contrastive_sentence": 4,
    "causal_lm": 2,
    "prefix_lm": 3,
    "masked_next_token": 0,
    "span_corruption": 4,
    "denoising": 5,
    "translation": 1,
}


@dataclass(frozen=True, slots=True)
class Theme:
    """Named colours as #RRGGBB: text stands out ≥ 4.5:1, series ≥ 3:1 and are never text."""

    name: str
    bg: str
    surface: str
    raised: str
    line: str
    text: str
    dim: str
    accent: str
    good: str
    warn: str
    bad: str
    on_accent: str  # text on a field of `accent`
    border: str  # the edge of something to type or press in; ≥ 3:1 on `surface`
    series: tuple[str, ...]  # after Okabe and Ito
    generator: str  # the loss of the small model beside replaced tokens; no objective's

    @property
    def dark(self) -> bool:
        """Whether light stands on dark."""
        return self.name == "dark"

    def objective_colour(self, name: str) -> str:
        """The one hue of an objective; names not known here share the others evenly."""
        if name == GENERATOR:
            return self.generator
        place = OBJECTIVE_SERIES.get(name)
        if place is None:
            place = sum(name.encode("utf-8"))
        return self.series[place % len(self.series)]


DARK = Theme(
    name="dark",
    bg="#12151B",
    surface="#1A1F28",
    raised="#222835",
    line="#2E3645",
    text="#E6EAF2",
    dim="#9AA5B8",
    accent="#6EA8FE",
    good="#5BC8A0",
    warn="#F2B84B",
    bad="#F07178",
    on_accent="#0B1220",
    border="#68748A",
    series=("#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#F0E442"),
    generator="#A58BFF",
)

LIGHT = Theme(
    name="light",
    bg="#F4F6FA",
    surface="#FFFFFF",
    raised="#EEF2F8",
    line="#D8DEE9",
    text="#1B2333",
    dim="#5A667A",
    accent="#2B66CE",
    good="#1A7D57",
    warn="#8F5A00",
    bad="#C23B46",
    on_accent="#FFFFFF",
    border="#8390A5",
    series=("#0072B2", "#C27A00", "#009E73", "#B05A8C", "#D55E00", "#7A6F00"),
    generator="#6A3FC4",
)

THEMES = {"dark": DARK, "light": LIGHT}


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 … 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def mixed(ground: str, hue: str, share: float) -> str:
    """A colour between two, by a share from 0 to 1."""
    first, second = QColor(ground), QColor(hue)
    both = (
        (first.red(), second.red()),
        (first.green(), second.green()),
        (first.blue(), second.blue()),
    )
    red, green, blue = (round(a + (b - a) * share) for a, b in both)
    return QColor(red, green, blue).name()


def palette(theme: Theme) -> QPalette:
    """The platform's roles in the colours of a theme, for everything a style sheet leaves out."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    colours = {
        role.Window: theme.bg,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.Button: theme.raised,
        role.Mid: theme.line,
        role.Midlight: theme.line,
        role.Dark: theme.line,
        role.Light: theme.raised,
        role.Shadow: theme.bg,
        role.WindowText: theme.text,
        role.Text: theme.text,
        role.ButtonText: theme.text,
        role.BrightText: theme.bad,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.dim,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Accent: theme.accent,
    }
    made = QPalette()
    for name, colour in colours.items():
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, name, QColor(theme.dim))
    made.setColor(group.Disabled, role.Highlight, QColor(theme.line))
    return made
