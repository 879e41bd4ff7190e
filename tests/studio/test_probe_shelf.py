"""What a kept look takes counts all its maps."""

from __future__ import annotations

from studio.probe_shelf import _size
from tests.engine.run_samples import full_probe


def test_both_sides_of_a_writer_are_counted() -> None:
    trunk, decoder, cross = 2 * 2 * 4 * 4, 3 * 2 * 3 * 3, 3 * 2 * 3 * 4  # numbers of two bytes
    assert _size(full_probe(0)) == 2 * (trunk + decoder + cross) + 2 * trunk
