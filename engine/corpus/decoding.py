"""A file on its way from bytes to text: what its encoding is, and its content in chunks."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from engine.corpus.bytesource import ByteSource
from engine.corpus.encoding import LAST_RESORT, SAMPLE, TOLERATED, Encoding, detect, is_binary
from engine.faults import Fault
from engine.wording import translate

UNCERTAIN = translate("faults", "{path} could not be read for certain.")

Watched = Callable[[Iterable[bytes]], Iterator[bytes]]  # hands chunks on, and shows signs of life


class Decoding:
    """The text of one file; `watched` sees all chunks that are read, also to find the encoding."""

    def __init__(self, source: ByteSource, watched: Watched = iter) -> None:
        self.encoding: Encoding | None = None
        self._num_characters = self._num_lost = 0  # so far; those lost are U+FFFD
        self._source = source
        self._watched = watched

    def open(self, *, page: bool = False, most_chunks: int | None = None) -> None:
        """Find the encoding, from the first `most_chunks` or all; Fault where this is no text.

        A `page` may say itself what it is written in.
        """
        head = self._source.head(SAMPLE)
        if is_binary(head):
            raise Fault(
                translate("faults", "{path} holds no text."),
                why=translate("faults", "Its first bytes are those of a picture, archive or such."),
                now=translate("faults", "Turn it into text first, or leave it out."),
                path=str(self._source.path),
            )
        self.encoding = detect(
            head,
            islice(self._watched(self._source.chunks()), most_chunks),
            self._source.num_bytes,
            markup=page or head.lstrip()[:1] == b"<",
            whole=most_chunks is None,
        )

    def text(self) -> Iterator[str]:
        """The content, newlines as they are; what cannot be read is U+FFFD."""
        assert self.encoding is not None
        decoder = codecs.getincrementaldecoder(self.encoding.name)("replace")
        left = self.encoding.mark
        for chunk in self._watched(self._source.chunks()):
            yield self._counted(decoder.decode(chunk[left:]))
            left = max(0, left - len(chunk))
        yield self._counted(decoder.decode(b"", True))

    def doubt(self) -> Fault | None:
        """What to say where no encoding fits what was read so far; None where all is well."""
        if self.encoding is None:
            return None
        if self.encoding.reason == LAST_RESORT:
            why = translate("faults", "{encoding} was guessed: no encoding fits its bytes.")
        elif self._num_lost > TOLERATED * self._num_characters + 1:
            why = translate("faults", "Read as {encoding}, {share} of its characters are lost.")
        else:
            return None
        return Fault(
            UNCERTAIN,
            why=why,
            now=translate("faults", "Save it as UTF-8."),
            path=str(self._source.path),
            encoding=self.encoding.name,
            share=f"{self._num_lost / max(self._num_characters, 1):.1%}",
        )

    def _counted(self, text: str) -> str:
        self._num_characters += len(text)
        if self.encoding is not None and self.encoding.reason != "utf-8":  # there it is meant
            self._num_lost += text.count("\ufffd")
        return text


def one_newline(chunks: Iterable[str]) -> Iterator[str]:
    """The same text, every newline being "\\n"."""
    ended_in_return = False
    for text in chunks:
        text = "\r" + text if ended_in_return else text
        ended_in_return = text.endswith("\r")
        yield _newlines(text.removesuffix("\r"))
    if ended_in_return:
        yield "\n"


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
