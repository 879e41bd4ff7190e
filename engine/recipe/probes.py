"""What is looked at while a model learns."""

from __future__ import annotations

from engine.options import Section, option
from engine.wording import translate


class ProbesConfig(Section):
    """What is looked at while the model learns, and how often."""

    seconds: float = option(
        2.0,
        translate("recipe", "Time between probes"),
        translate("recipe", "Seconds between two looks at the heads; the later of the two counts."),
        unit=translate("recipe", "s"),
        minimum=0.0,
    )
    steps: int = option(
        20,
        translate("recipe", "Steps between probes"),
        translate("recipe", "Steps between two looks at the heads; the later of the two counts."),
        unit=translate("recipe", "steps"),
        minimum=1,
    )
    sentences: tuple[str, ...] = option(
        (),
        translate("recipe", "Pinned sentences"),
        translate(
            "recipe",
            "Watched during the whole run: their attention maps and the words predicted for "
            "[MASK] are kept at every probe. A pair is written in one line, with “ [SEP] ” between "
            "its two passages. Empty: taken from the text held back.",
        ),
        kind="sentences",
    )
    megabytes: float = option(
        256.0,
        translate("recipe", "Room for probes"),
        translate("recipe", "When the pictures fill this much disk, older ones are thinned out."),
        unit="MB",
        above=0,
        advanced=True,
    )
