"""The text of an HTML page: headings, paragraphs and list items, without scripts and navigation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from engine.faults import Fault
from engine.wording import translate

UNREAD = frozenset({"script", "style", "template", "svg", "math", "iframe", "noscript"})
APART = frozenset(
    {"nav", "footer", "aside", "button", "select", "textarea", "datalist", "dialog", "object"}
)
_BREAKS = "address article blockquote body br center dd details div dl dt fieldset figcaption \
figure footer form header hr html li main nav ol option p section table td th tr ul"
_VOID = "area base br col embed hr img input link meta param source track wbr"
BREAKS = frozenset(_BREAKS.split())
VOID = frozenset(_VOID.split())
HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
PATIENCE = 200_000  # characters of navigation that nothing closes
MOST_OPEN = 8 << 20  # characters of one comment, tag or script
_BLANKS = re.compile(r"\s+")
_LOOKS = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I)


def looks_like_page(head: str) -> bool:
    """Whether a text begins as HTML pages do."""
    return _LOOKS.match(head[:4096]) is not None


class PageText:
    """The text of a page that arrives in chunks, in chunks; headings become Markdown headings."""

    def __init__(self, chunks: Iterable[str]) -> None:
        self._chunks = chunks
        self._never_closed = False

    def __iter__(self) -> Iterator[str]:
        parser = _PageParser()
        for chunk in self._chunks:
            for start in range(
                0, len(chunk), 1 << 16
            ):  # small steps keep the parser's buffer short
                parser.feed(chunk[start : start + (1 << 16)])
                yield parser.take()
                if len(parser.rawdata) > MOST_OPEN:  # searched anew with every step
                    self._never_closed = True
                    return
        parser.close()
        yield parser.take(at_end=True)

    def check(self, path: str) -> None:
        """Raise Fault where the page was not read to its end."""
        if self._never_closed:
            raise Fault(
                translate("faults", "{path} opens a comment, tag or script that nothing closes."),
                why=translate("faults", "What stands before it was read."),
                now=translate("faults", "Save the page anew, or as .txt."),
                path=path,
            )


class _PageParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._apart: list[str] = []  # text inside navigation, kept until it turns out to be that
        self._inside: str | None = None
        self._depth = 0
        self._num_apart = 0
        self._preformatted = 0

    def take(self, *, at_end: bool = False) -> str:
        """What became text since the last call."""
        if self._num_apart > PATIENCE or (at_end and self._inside in APART):
            self._give_back()  # nothing closed it: broken markup, not navigation
        text = "".join(self._out)
        self._out.clear()
        return text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == self._inside:
            self._depth += 1
        elif self._inside is None and tag in UNREAD | APART:
            self._inside, self._depth = tag, 1
        if tag in HEADINGS:
            self._put(f"\n\n{HEADINGS[tag]} ")
        elif tag == "p":
            self._put("\n\n")
        elif tag in BREAKS:
            self._put("\n")
        self._preformatted += tag == "pre"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID or tag not in UNREAD | APART:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._depth -= 1
            if self._depth == 0:
                self._forget()
        elif tag in ("body", "html") and self._inside in APART:
            self._give_back()
        if tag in HEADINGS or tag in ("p", "table", "ul", "ol"):
            self._put("\n\n")
        elif tag in BREAKS:
            self._put("\n")
        if tag == "pre" and self._preformatted:
            self._preformatted -= 1

    def handle_data(self, data: str) -> None:
        self._put(data if self._preformatted else _BLANKS.sub(" ", data))

    def _put(self, text: str) -> None:
        if self._inside is None:
            self._out.append(text)
        elif self._inside in APART:
            self._apart.append(text)
            self._num_apart += len(text)

    def _forget(self) -> None:
        self._inside, self._depth, self._num_apart = None, 0, 0
        self._apart.clear()

    def _give_back(self) -> None:
        self._out += self._apart
        self._forget()
