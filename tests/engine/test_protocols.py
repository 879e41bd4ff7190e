"""What others must bring along is said where it is asked for: each member of a Protocol."""

from __future__ import annotations

import ast

from tests.conftest import ROOT


def test_every_public_member_of_a_protocol_says_what_it_is() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{member.lineno} {kind.name}.{member.name}"
        for path in ROOT.glob("engine/**/*.py")
        for kind in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(kind, ast.ClassDef)
        and any(getattr(base, "id", "") == "Protocol" for base in kind.bases)
        for member in kind.body
        if isinstance(member, ast.FunctionDef)
        and not member.name.startswith("_")
        and ast.get_docstring(member) is None
    ]
    assert silent == []
