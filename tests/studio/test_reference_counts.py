"""PySide 6.12.0 under-counts references to None on Python 3.11; the process dies of it."""

import sys

from PySide6.QtCore import QEventLoop, QTimer


def test_references_to_none_do_not_fall_over_the_turns_of_the_event_loop(qapp):
    turns = 0
    loop = QEventLoop()

    def turn():
        nonlocal turns
        turns += 1
        if turns == 200:
            loop.quit()

    timer = QTimer()
    timer.timeout.connect(turn)
    before = sys.getrefcount(None)
    timer.start(0)
    loop.exec()
    timer.stop()
    assert turns == 200
    assert sys.getrefcount(None) >= before - 50
