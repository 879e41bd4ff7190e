"""Tooltips that wrap, and that never mistake data for HTML."""

from __future__ import annotations

from html import escape


def tip_html(text: str, source: str = "") -> str:
    """A tooltip of plain text, with its source in a line of its own; "" stays ""."""
    if not text and not source:
        return ""
    parts = ["<p>" + escape(text).replace("\n", "<br>") + "</p>"] if text else []
    if source:
        parts.append(f"<p><i>{escape(source)}</i></p>")
    return "".join(parts)
