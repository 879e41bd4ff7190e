"""Schedules and budgets as functions of progress; the stopwatch."""

import pytest

from engine.training import budget as budget_module
from engine.training.budget import Budget, Stopwatch
from engine.training.schedules import rate_at

SCHEDULES = ["warmup-stable-decay", "cosine", "linear", "inverse-sqrt", "constant"]


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("warmup", [0.0, 0.1, 1.0])
@pytest.mark.parametrize("decay", [0.0, 0.4, 1.0])
def test_rates_are_shares_at_any_progress(schedule: str, warmup: float, decay: float) -> None:
    rates = [
        rate_at(progress / 50, schedule, warmup=warmup, decay=decay) for progress in range(-5, 60)
    ]
    assert all(0.0 <= rate <= 1.0 for rate in rates)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_schedule_rises_from_zero_to_its_height_over_the_warm_up(schedule: str) -> None:
    rates = [rate_at(p, schedule, warmup=0.2, decay=0.3) for p in (0.0, 0.1, 0.2)]
    assert rates == pytest.approx([0.0, 0.5, 1.0])


@pytest.mark.parametrize("schedule", ["warmup-stable-decay", "cosine", "linear"])
def test_decaying_schedules_end_at_zero(schedule: str) -> None:
    assert rate_at(1.0, schedule, warmup=0.2, decay=0.3) == pytest.approx(0.0)


def test_the_stable_stretch_is_level() -> None:
    rates = {rate_at(p, "warmup-stable-decay", warmup=0.1, decay=0.4) for p in (0.1, 0.3, 0.6)}
    assert rates == {1.0}
    assert rate_at(0.8, "warmup-stable-decay", warmup=0.1, decay=0.4) == pytest.approx(0.5)


@pytest.mark.parametrize("step", [1, 40, 99, 100, 101, 400, 1000])
def test_the_inverse_square_root_is_vaswanis(step: int) -> None:
    """lr ~ min(step^-0.5, step · warmup^-1.5), here as a share of its height."""
    warmup, steps = 100, 1000
    formula = min(step**-0.5, step * warmup**-1.5) / warmup**-0.5
    rate = rate_at(step / steps, "inverse-sqrt", warmup=warmup / steps, decay=0.4)
    assert rate == pytest.approx(formula)


def test_an_unknown_schedule_is_refused() -> None:
    with pytest.raises(ValueError, match="sawtooth"):
        rate_at(0.5, "sawtooth", warmup=0.1, decay=0.1)


@pytest.mark.parametrize(
    ("unit", "amount", "done"),
    [
        ("steps", 10, {"step": 5}),
        ("epochs", 2, {"step": 10}),  # 40 rows in steps of 4
        ("tokens", 1000, {"tokens": 500}),
        ("minutes", 2, {"seconds": 60}),
        ("seconds", 3, {"seconds": 1.5}),
    ],
)
def test_half_of_any_budget_is_progress_one_half(
    unit: str, amount: float, done: dict[str, float]
) -> None:
    budget = Budget(unit, amount, rows=40, batch=4)
    assert budget.progress(**{"step": 0, "tokens": 0, "seconds": 0.0} | done) == 0.5


@pytest.mark.parametrize("unit", ["steps", "epochs", "tokens", "minutes", "seconds"])
def test_progress_never_passes_one(unit: str) -> None:
    budget = Budget(unit, 1, rows=40, batch=4)
    assert budget.progress(step=1e9, tokens=1e9, seconds=1e9) == 1.0


def test_steps_are_known_beforehand_only_where_they_are_certain() -> None:
    assert Budget("steps", 7, rows=40, batch=4).total_steps == 7
    assert Budget("epochs", 0.1, rows=40, batch=4).total_steps == 1
    assert Budget("epochs", 1.01, rows=40, batch=4).total_steps == 11
    assert Budget("tokens", 100, rows=40, batch=4).total_steps is None
    assert Budget("minutes", 1, rows=40, batch=4).total_steps is None


def test_the_stopwatch_counts_only_what_is_inside_and_not_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [100.0]
    monkeypatch.setattr(budget_module.time, "perf_counter", lambda: now[0])
    watch = Stopwatch(5.0)
    now[0] += 10  # before any step
    with watch.running():
        now[0] += 1
        with watch.held():
            now[0] += 20  # a pause
        now[0] += 2
    now[0] += 40  # validation
    with watch.held():
        now[0] += 80  # a probe between steps
    assert watch.seconds == 8.0


def test_the_stopwatch_is_read_while_the_step_ends_in_another_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watch = Stopwatch(5.0)
    now = [10.0]
    step = watch.running()

    def step_ends_at_the_same_moment() -> float:
        monkeypatch.setattr(budget_module.time, "perf_counter", lambda: now[0])
        now[0] = 12.0
        step.__exit__(None, None, None)
        return now[0]

    monkeypatch.setattr(budget_module.time, "perf_counter", lambda: now[0])
    step.__enter__()
    monkeypatch.setattr(budget_module.time, "perf_counter", step_ends_at_the_same_moment)
    assert watch.seconds == pytest.approx(7.0)
    assert watch.seconds == pytest.approx(7.0)
