"""Trial: a recipe nobody vouches for is read in a limited child before it is read here. Torch-free.

Python takes n² steps to read a TOML key of n dots: a megabyte of them would take hours.
"""

from __future__ import annotations

import tomllib
from contextlib import suppress

from engine.channel import Channel
from engine.exchange.capsule import no_capsule
from engine.limits import Child, ChildLost, Limits
from engine.runs.folder import RECIPE
from engine.wording import translate

SERVER = f"{__name__}:serve"
LIMITS = Limits(memory_bytes=512 << 20, cpu_seconds=3.0, idle_seconds=30.0)
MOST_DOTS = 5000  # of a recipe that is read at once: a quarter of a second, should one key have all


def try_out(data: bytes) -> None:
    """Raises Fault where the recipe would take too long to read."""
    if data.count(b".") <= MOST_DOTS:
        return
    try:
        with Child(SERVER, LIMITS) as child:
            child.send({}, data)
            child.receive()
    except ChildLost as lost:
        why = translate("faults", "{name} in it cannot be read ({reason}).")
        raise no_capsule(why, name=RECIPE, reason=lost.why) from lost


def serve(channel: Channel) -> None:
    """In the child: read a recipe; who hears an answer may read it too."""
    data = channel.receive().payload
    with suppress(ValueError, RecursionError):  # what is no recipe is refused by its reader
        tomllib.loads(data.decode("utf-8"))
    channel.send({})
