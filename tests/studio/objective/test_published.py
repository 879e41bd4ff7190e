"""What the papers measured: of the objectives chosen, each figure with its paper."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine.recipe.form import describe_recipe
from studio.theme import DARK, LIGHT
from studio.views.objective.page import Page
from studio.views.objective.published import PublishedResults
from studio.views.objective.studies import studies_of

FORM: Any = describe_recipe()


@pytest.mark.parametrize("name", list(FORM.cards))
def test_a_study_of_an_objective_cites_a_paper_its_card_or_family_cites(name: str) -> None:
    studies = studies_of(frozenset({name}))
    assert studies
    for study in studies:
        assert name in study.about
        for result in study.results:
            assert len(result.scores) == len(study.tasks)
            assert re.search(r"\b20[12]\d\b", result.source)
    cited = " ".join(result.source for result in studies[0].results)
    authors = {
        source.split(",")[0].split(" (")[0] for source in FORM.cards[name].source.split("; ")
    }
    assert any(author.split(" found")[0] in cited for author in authors)


def test_every_figure_of_a_card_that_its_study_repeats_is_the_same() -> None:
    known = {
        "sentence_order": {"80.1", "79.2", "79.0"},
        "replaced_token_detection": {"85.0", "82.2"},
        "span_corruption": {"83.28"},
        "denoising": {"90.8", "83.8", "84.0"},
        "translation": {"27.3", "28.4"},
        "masked_next_token": {"81.2"},
        "span_boundary": {"94.6"},
    }
    for name, figures in known.items():
        told = {
            score
            for study in studies_of(frozenset({name}))
            for result in study.results
            for score in result.scores
        }
        assert figures <= told
        assert figures <= set(re.findall(r"\d+(?:\.\d+)?", FORM.cards[name].figure))


@pytest.mark.parametrize(
    ("name", "tasks"),
    [("translation", ("en–de", "en–fr")), ("natural_language_inference", ("SNLI",))],
)
def test_what_reads_pairs_is_not_told_what_bert_measured(
    qtbot: QtBot, name: str, tasks: tuple[str, ...]
) -> None:
    results = PublishedResults(DARK)
    qtbot.addWidget(results)
    results.show_choice(frozenset({name}))
    assert [study.tasks for study in results.studies] == [tasks]
    assert not any("Devlin" in study.sources for study in results.studies)


def test_the_row_of_the_choice_stands_out_and_an_unknown_choice_has_none(qtbot: QtBot) -> None:
    results = PublishedResults(DARK)
    qtbot.addWidget(results)
    results.show_choice(frozenset({"masked_lm", "sentence_order"}))
    marked = [row.words for row, cells in results._rows if "600" in cells[0].styleSheet()]
    assert marked == ["Masked words + sentence order"]
    assert len(results.studies) == 2  # ALBERT's, then BERT's
    results.set_theme(LIGHT)
    assert any(LIGHT.raised in cells[0].styleSheet() for _, cells in results._rows)
    results.show_choice(frozenset({"an objective of tomorrow"}))
    assert results.isHidden()


def test_the_page_tells_what_is_known_of_its_choice(page: Page) -> None:
    assert [study.tasks[0] for study in page.family.results.studies] == ["MNLI"]
    for name in ("masked_lm", "next_sentence"):
        page.cards[name].box.click()
    assert page.family.results.isHidden()
