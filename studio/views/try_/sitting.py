"""A lesson while somebody works through it: where they are, what they chose, what they missed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.tasks.lesson import Exercise, Lesson


class Sitting:
    """Exercises in their order, each answered once; those missed can be gone through again."""

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self.right = self.answered = 0  # over all rounds
        self._begin(range(len(lesson.exercises)))

    def _begin(self, order: Sequence[int]) -> None:
        self._order = list(order)
        self._place = 0
        self.chosen: int | None = None  # which option of the exercise at hand
        self.missed: list[Exercise] = []  # of this round

    @property
    def number(self) -> int:
        """Of the exercise at hand, from 1."""
        return self._place + 1

    @property
    def count(self) -> int:
        """Exercises of this round."""
        return len(self._order)

    @property
    def over(self) -> bool:
        """Whether the round has ended."""
        return self._place >= len(self._order)

    @property
    def exercise(self) -> Exercise:
        """The one at hand; IndexError once the round is over."""
        return self.lesson.exercises[self._order[self._place]]

    def choose(self, option: int) -> bool:
        """Take an answer; whether it is right. Only the first counts, and only there is one."""
        exercise = self.exercise
        if self.chosen is not None or not 0 <= option < len(exercise.options):
            return False
        self.chosen = option
        self.answered += 1
        self.right += option == exercise.right
        if option != exercise.right:
            self.missed.append(exercise)
        return option == exercise.right

    def go_on(self) -> None:
        """To the next, once this one is answered."""
        if self.chosen is not None:
            self._place, self.chosen = self._place + 1, None

    def again(self) -> None:
        """All of them once more, or only those that were missed where there are any."""
        exercises = self.lesson.exercises
        missed = [at for at in self._order if exercises[at] in self.missed]
        self._begin(missed or range(len(exercises)))
