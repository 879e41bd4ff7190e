"""Every application that ships: its file, its own examples, and a run that is tuned on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.__main__ import main
from engine.assembly import start
from engine.examples.example import KINDS, Labelled, Question, Tagged
from engine.examples.recognising import recognise
from engine.examples.task_data import TaskData, TaskExamples
from engine.faults import Fault
from engine.recipe import PRESETS, preset, read_recipe
from engine.recipe.presets import merged
from engine.resources import resource
from engine.tasks.applications import LANGUAGES, OTHERS, Application, application, applications
from tests.engine.assembly_samples import sample, train

ALL = applications()
TUNED = [
    (name, language)
    for name, one in ALL.items()
    for language in one.samples
    if one.task is not None and one.task != "translation"
]
Captured = pytest.CaptureFixture[str]


def test_the_applications_of_the_issue_are_there_in_their_order() -> None:
    assert list(ALL) == [
        "sentiment",
        "topic",
        "inference",
        "names",
        "questions",
        "translation",
        "continuation",
        "statutes",
        "vocabulary",
    ]
    assert len(list(resource("applications").glob("*"))) == len(ALL)


@pytest.mark.parametrize("one", ALL.values(), ids=ALL)
def test_every_file_is_whole(one: Application) -> None:
    assert one.kind in (*KINDS, *OTHERS)
    assert one.preset in PRESETS
    assert one.title
    assert one.line.endswith((".", "?"))
    assert one.wants.endswith(".")
    assert one.task is None or set(one.settings) <= {"training", "tuning"}  # what Tune lays over
    assert set(one.samples) <= set(LANGUAGES)
    for parts in one.samples.values():
        assert parts
        assert all(path.exists() for paths in parts.values() for path in paths)
    assert json.loads(json.dumps(one.as_data()))["application"] == one.name


def examples(name: str, language: str) -> TaskExamples:
    config = ALL[name].examples("chinese" if language == "chinese" else "english")
    found = recognise(config.train, config)
    assert found.kinds[0] == ALL[name].kind
    return TaskData(found.config, found.kinds[0]).read()


@pytest.mark.parametrize(("name", "language"), TUNED)
def test_our_examples_are_recognised_as_what_they_are_and_nothing_is_odd(
    name: str, language: str
) -> None:
    read = examples(name, language)
    assert len(read.train) + len(read.validation) >= 45
    assert len(read.test) >= 15
    assert not read.summary.refusals
    assert not [str(one) for one in read.summary.findings if one.level == "warning"]


@pytest.mark.parametrize(("name", "language"), TUNED)
def test_nothing_to_measure_with_is_learned_from(name: str, language: str) -> None:
    read = examples(name, language)

    def key(one: object) -> object:
        match one:
            case Labelled():
                return one.first, one.second
            case Tagged():
                return one.words
            case Question():
                return one.context
        raise AssertionError(one)

    assert not {key(one) for one in read.train} & {key(one) for one in read.test}
    classes = {one.label for one in read.test if isinstance(one, Labelled)}
    assert classes == ({*read.classes} if classes else set())


@pytest.mark.parametrize("language", LANGUAGES)
def test_some_questions_cannot_be_answered_and_all_answers_stand_in_their_texts(
    language: str,
) -> None:
    read = examples("questions", language)
    asked = [one for one in (*read.train, *read.test) if isinstance(one, Question)]
    assert 4 <= sum(not one.answers for one in asked) <= 12
    for one in asked:
        for answer in one.answers:
            assert one.context[answer.start : answer.start + len(answer.text)] == answer.text


def test_an_application_nobody_knows_is_refused_with_those_there_are() -> None:
    with pytest.raises(Fault, match="sentiment, topic"):
        application("astrology")


@pytest.mark.parametrize("name", ["statutes", "vocabulary"])
def test_what_tunes_nothing_says_how_it_is_begun(name: str) -> None:
    with pytest.raises(Fault, match="tunes nothing"):
        application(name).examples()


def test_the_command_lists_them_as_json(capfd: Captured) -> None:
    assert main(["applications"]) == 0
    out, err = capfd.readouterr()
    told = [json.loads(line) for line in out.splitlines()]
    assert [one["application"] for one in told] == list(ALL)
    assert "tune RUN --application names" in err


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of very small runs that have seen next to nothing, one a language."""
    folder = tmp_path_factory.mktemp("applications")
    for language in LANGUAGES:
        text = f'corpus.paths=["{resource("samples", language)}"]'
        sets = (text, "tokenizer.vocabulary=2500", "training.steps=5")
        train(start(sample(folder / language, *sets), folder / language / "one"))
    return folder


def tune(trained: Path, name: str, language: str, runs: Path, *more: str) -> int:
    sets = ["training.epochs=1", "training.batch=16", "training.validation_rows=16"]
    return main(
        [
            "tune",
            str(trained / language / "one"),
            "--application",
            name,
            "--language",
            language,
            "--runs",
            str(runs),
        ]
        + ["--name", f"{name}-{language}"]
        + [part for one in sets for part in ("--set", one)]
        + list(more)
    )


@pytest.mark.parametrize(
    ("name", "language"),
    [
        pytest.param(*one, marks=[] if one in (("names", "english"),) else pytest.mark.slow)
        for one in TUNED
    ],
)
def test_a_run_is_tuned_on_our_examples_and_measured(
    trained: Path, tmp_path: Path, name: str, language: str, capfd: Captured
) -> None:
    assert tune(trained, name, language, tmp_path) == 0
    told = json.loads(capfd.readouterr().out.splitlines()[-1])
    assert told["task"] == ALL[name].kind
    assert told["split"] == "test"
    assert Path(told["evaluation"]).is_file()
    text = "Nora moved to Oslo." if language == "english" else "周远搬到了青岛。"
    asked = ["predict", str(tmp_path / f"{name}-{language}"), text]
    asked += ["--context", f"{text} It was in May."] if name == "questions" else []
    asked += ["--pair", text] if name == "inference" else []
    assert main(asked) == 0
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    wanted = {"classification": "class", "tagging": "kind", "answering": "answer"}
    assert all(wanted[ALL[name].kind] in line for line in lines)


def test_files_that_are_named_go_before_our_own(
    trained: Path, tmp_path: Path, capfd: Captured
) -> None:
    path = tmp_path / "theirs.tsv"
    path.write_text("text\tlabel\nA glad day.\tgood\nA cross day.\tbad\n", encoding="utf-8")
    said = tmp_path / "said.csv"
    named = ["--test", str(path), "--predictions", str(said)]
    assert tune(trained, "sentiment", "english", tmp_path, *named) == 0
    told = json.loads(capfd.readouterr().out.splitlines()[-1])
    assert (told["split"], told["examples"]) == ("test", 2)
    assert "A glad day." in said.read_text("utf-8")


def test_the_command_tells_all_that_what_pre_trains_is_begun_with(capfd: Captured) -> None:
    assert main(["applications"]) == 0
    told = capfd.readouterr().err
    assert 'corpus.cleaning = ["html", "unicode", "control", "whitespace"]' in told
    assert "tokenizer.vocabulary = 8192" in told
    assert 'predict RUN --continue "Article 1"' in told


def test_questions_need_a_context(trained: Path, capfd: Captured) -> None:
    assert main(["predict", str(trained / "english" / "one"), "Who?", "--context", "Nora."]) == 1
    assert "learned no task" in capfd.readouterr().err
    with pytest.raises(SystemExit):
        main(
            [
                "predict",
                str(trained / "english" / "one"),
                "Who?",
                "--context",
                "Nora.",
                "--similar",
                "Oslo",
            ]
        )
    assert "give one of" in capfd.readouterr().err


@pytest.mark.parametrize("name", [name for name, one in ALL.items() if one.kind == "pretraining"])
def test_what_pre_trains_is_a_recipe_that_can_be_trained(name: str, tmp_path: Path) -> None:
    (tmp_path / "law.txt").write_text("第一条 为了保护湖水，制定本法。\n", encoding="utf-8")
    data = merged(preset(ALL[name].preset), ALL[name].settings)
    data["corpus"] = data.get("corpus", {}) | {"paths": ["law.txt"]}
    data["training"]["steps"] = 1
    recipe = read_recipe(data, folder=tmp_path)
    assert list(recipe.objectives) == ["causal_lm"]
    assert ("duplicates" in recipe.corpus.cleaning) == (name != "statutes")
    assert set(ALL[name].beginning) == set(LANGUAGES)
