"""What a text turned out to hold: counts, lengths, and the files that were left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from studio.widgets.histogram import Histogram
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label, set_role
from studio.wording import (
    fault_parts,
    number,
    percent,
    short_bytes,
    short_number,
    small_share,
)

if TYPE_CHECKING:
    from engine.corpus.summary import CorpusSummary
    from engine.tokenizer.unknown import Unknown
    from studio.theme import Theme

LEAST_LIST = 40  # pixels
MOST_ENCODINGS = 3  # named
LONGEST = 12  # characters of a word that is shown


class HealthFacts(QWidget):
    """Shows the summary of a corpus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lay_out()

    def show_summary(self, summary: CorpusSummary) -> None:
        """Show what was counted."""
        self.documents.setText(number(summary.documents))
        self.split.setText(
            self.tr("documents: {train} to learn from, {held} held back").format(
                train=number(summary.train_documents), held=number(summary.validation_documents)
            )
        )
        for name, words in self._told(summary).items():
            self.values[name].setText(words)
        self._show_encodings(summary)
        self._show_leakage(summary.leakage)
        powers = sorted(summary.lengths)
        span = range(powers[0], powers[-1] + 1) if powers else range(0)
        self.histogram.show_counts(
            [short_number(2**power) for power in span],
            [summary.lengths.get(power, 0) for power in span],
        )
        self._list_left_out(summary)

    def _show_encodings(self, summary: CorpusSummary) -> None:
        found = [f"{name} {number(count)}" for name, count in summary.encodings.items()]
        more = ["…"] if len(found) > MOST_ENCODINGS else []
        words, doubtful = " · ".join(found[:MOST_ENCODINGS] + more), summary.uncertain_files
        if doubtful:
            words = self.tr("{encodings}; %Ln file(s) not for certain", "", doubtful).format(
                encodings=words
            )
        self._show_level("encodings", words, much=doubtful > 0)

    def _show_leakage(self, share: float | None) -> None:
        from engine.corpus.leakage import MUCH

        if share is None:
            self._show_level("leakage", self.tr("not known"))
        elif share == 0.0:
            self._show_level("leakage", self.tr("none found"))
        else:
            words = self.tr("{share} of what is held back").format(share=small_share(share))
            if share > MUCH:
                words = self.tr("{share} of what is held back: drop repeated documents and lines")
                words = words.format(share=small_share(share))
            self._show_level("leakage", words, much=share > MUCH)

    def show_unknown(self, found: Unknown | None, *, unopened: bool = False) -> None:
        """Show what of the text has no token; None before that is known.

        `unopened` says that a tokenizer file is named which nobody opened yet.
        """
        if found is None:
            waits = self.tr("known once the tokenizer is opened, below")
            self._show_level(
                "unknown", waits if unopened else self.tr("known once there is a tokenizer")
            )
            return
        if not found.num_unknown:
            self._show_level("unknown", self.tr("none found"))
            return
        from engine.tokenizer.unknown import NOTABLE

        words = self.tr("{share} of the tokens").format(share=small_share(found.share))
        if found.words:
            words = f"{words}: {' '.join(_short(word) for word in found.words)}"
        self._show_level("unknown", words, much=found.share > NOTABLE)

    def _show_level(self, name: str, words: str, *, much: bool = False) -> None:
        """A value, marked where it is one to do something about."""
        self.values[name].setText(f"⚠ {words}" if much else words)
        set_role(self.values[name], "warn" if much else "")

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self.histogram.set_theme(theme)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        head = QHBoxLayout()
        head.setSpacing(10)
        self.documents = label("", "number")
        self.split = label("", "dim", wrap=True)
        head.addWidget(self.documents)
        head.addWidget(self.split, 1)
        grid.addLayout(head, 0, 0, 1, 2)
        self._add_values(grid)
        self._add_left_out(grid, len(self.values))

    def _add_values(self, grid: QGridLayout) -> None:
        self.values: dict[str, QLabel] = {}
        for line, (name, words, tip) in enumerate(self._lines(), start=1):
            title = label(words, "dim")
            value = label("", wrap=True)
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            for part in (title, value):
                part.setToolTip(tip_html(tip))
            value.setAccessibleName(words)
            grid.addWidget(title, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, line, 1)
            self.values[name] = value

    def _add_left_out(self, grid: QGridLayout, line: int) -> None:
        self.why = QPushButton()  # in the place of the last value, where that counts something
        self.why.setProperty("kind", "link")
        self.why.setCheckable(True)
        which = self.tr("Which files were left out, and why")
        self.why.setAccessibleName(which)
        self.why.setToolTip(which)
        grid.addWidget(self.why, line, 1, Qt.AlignmentFlag.AlignRight)
        self.histogram = Histogram(
            self._theme, self.tr("Characters per document"), self.tr("documents")
        )
        self.left_out = QListWidget()
        self.left_out.setAccessibleName(self.tr("Files that were left out, and why"))
        self.left_out.setWordWrap(True)
        self.left_out.setMinimumHeight(LEAST_LIST)
        self.left_out.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.left_out.setResizeMode(QListView.ResizeMode.Adjust)
        self.beneath = QStackedWidget()
        self.beneath.addWidget(self.histogram)
        self.beneath.addWidget(self.left_out)
        grid.addWidget(self.beneath, line + 1, 0, 1, 2)
        grid.setRowStretch(line + 1, 1)
        self.why.toggled.connect(self._unfold)

    def _unfold(self, unfolded: bool) -> None:
        """Name the files that were left out in the place of the histogram."""
        self.beneath.setCurrentIndex(int(unfolded))
        self.why.setText(f"{self.values['skipped'].text()} {'▴' if unfolded else '▾'}")

    def _lines(self) -> tuple[tuple[str, str, str], ...]:
        return (
            ("words", self.tr("Words"), self.tr("Between blanks; a Chinese character is one.")),
            ("bytes", self.tr("Text"), self.tr("Kept after cleaning, in UTF-8, of what is read.")),
            ("scripts", self.tr("Scripts"), self.tr("Share of the letters in each script.")),
            ("encodings", self.tr("Encodings"), self.tr("How the files turned out to be written.")),
            (
                "duplicates",
                self.tr("Taken out"),
                self.tr(
                    "Documents and lines that came again, and documents below the minimum length."
                ),
            ),
            (
                "unknown",
                self.tr("Unknown"),
                self.tr(
                    "Letters and words the tokenizer has no token for: all become the same one, "
                    "[UNK], and nothing is learned of them. Counted in pieces from all over the "
                    "text. A larger vocabulary knows more of them, byte-level BPE knows them all. "
                    "Devlin et al. 2018; Radford et al. 2019"
                ),
            ),
            (
                "leakage",
                self.tr("Leakage"),
                self.tr(
                    "Of the text held back, what stands word for word in the text to learn from "
                    "as well, in passages of about 14 words or 27 Chinese characters. The model "
                    "can know it by heart, so it looks better on held-back text than it is. Drop "
                    "repeated documents and repeated lines under Cleaning, or leave copies out. "
                    "Brown et al. 2020"
                ),
            ),
            ("skipped", self.tr("Left out"), self.tr("Files that could not be or are not read.")),
        )

    def _told(self, summary: CorpusSummary) -> dict[str, str]:
        scripts = [
            f"{self._script(name)} {percent(share)}" for name, share in summary.scripts.items()
        ]
        repeated = self.tr("twins {documents} · lines {lines} · short {short}").format(
            documents=number(summary.duplicate_documents),
            lines=number(summary.duplicate_lines),
            short=number(summary.short_documents),
        )
        return {
            "words": number(summary.words),
            "bytes": self.tr("{kept} of {read}").format(
                kept=short_bytes(summary.text_bytes), read=short_bytes(summary.bytes)
            ),
            "scripts": " · ".join(scripts[:3]),
            "duplicates": repeated,
            "skipped": self.tr(
                "{count} of %Ln file(s)", "", summary.files + summary.skipped_files
            ).format(count=number(summary.skipped_files)),
        }

    def _script(self, name: str) -> str:
        names = {
            "latin": self.tr("Latin"),
            "han": self.tr("Han"),
            "kana": self.tr("Kana"),
            "hangul": self.tr("Hangul"),
            "cyrillic": self.tr("Cyrillic"),
            "greek": self.tr("Greek"),
            "arabic": self.tr("Arabic"),
            "hebrew": self.tr("Hebrew"),
            "devanagari": self.tr("Devanagari"),
            "thai": self.tr("Thai"),
        }
        return names.get(name, self.tr("Other"))

    def _list_left_out(self, summary: CorpusSummary) -> None:
        self.left_out.clear()
        for skipped in summary.skipped:
            what, why, now = fault_parts(skipped.fault)
            item = QListWidgetItem(what, self.left_out)
            item.setToolTip(tip_html(f"{skipped.path}. {why} {now}".strip()))
        self.why.setVisible(bool(summary.skipped))
        self.values["skipped"].setVisible(not summary.skipped)
        self.why.setChecked(False)
        self._unfold(False)


def _short(word: str) -> str:
    return word if len(word) <= LONGEST else f"{word[: LONGEST - 1]}…"
