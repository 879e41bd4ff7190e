"""A block diagram as Mermaid, the text that many wikis and code hosts draw."""

from __future__ import annotations

from studio.widgets.block_model import Block, Branch, Diagram, Row, Stack


def mermaid_text(diagram: Diagram) -> str:
    """A flowchart from the first part to the last; stacks are subgraphs."""
    return "\n".join(["flowchart TB", *_Writer().lines_of(diagram)]) + "\n"


class _Writer:
    def __init__(self) -> None:
        self._count = 0

    def lines_of(self, diagram: Diagram) -> list[str]:
        lines: list[str] = []
        before: str | None = None
        for part in diagram.parts:
            if isinstance(part, Stack):
                before = self._stack(lines, part, before)
            elif isinstance(part, Row):
                for block in part.blocks:
                    self._joined(lines, before, self._node(lines, block))
            else:
                node = self._node(lines, part)
                self._joined(lines, before, node)
                before = node
        return lines

    def _stack(self, lines: list[str], stack: Stack, before: str | None) -> str | None:
        own: list[str] = []
        shared = ", shared" if stack.shared else ""
        title = f"× {stack.times}{shared}"
        entry = before
        for part in stack.parts:
            blocks = part.blocks if isinstance(part, Branch) else (part,)
            begin = before
            for block in blocks:
                node = self._node(own, block, "    ")
                self._joined(own, before, node, "    ")
                before = node
            if isinstance(part, Branch) and begin is not None and begin != entry:
                own.append(f"    {begin} -. + .-> {before}")
        self._count += 1
        lines += [f'  subgraph stack{self._count}["{title}"]', *own, "  end"]
        return before

    def _node(self, lines: list[str], block: Block, indent: str = "  ") -> str:
        self._count += 1
        name = f"part{self._count}"
        count = f"{block.parameters:,}" if block.parameters else ""
        words = [word for word in (block.title, block.detail, block.shape, count) if word]
        text = "<br>".join(words).replace('"', "#quot;")
        lines.append(f'{indent}{name}["{text}"]')
        return name

    def _joined(self, lines: list[str], before: str | None, node: str, indent: str = "  ") -> None:
        if before is not None:
            lines.append(f"{indent}{before} --> {node}")
