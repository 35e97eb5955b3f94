"""How far a word reaches: the status of a value, the period in force."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.mentions import Item

OWN_VERBS = ("measure", "attain")


def status_of(items: Sequence[Item], index: int, left: int) -> str:
    """
    The status of the quantity at `index`, whose own part of the sentence begins at `left`.

    A target holds to the end of its sentence. An estimate does too, but a part with a verb of its own
    and no marker is actual again.
    """
    status = "actual"
    for i in range(index):
        cue = items[i].cue("status")
        if cue is not None and cue.status:
            status = cue.status if status != "target" else status
    if status == "estimate":
        own = items[left:index]
        marked = any(item.cue("status") for item in own)
        verb = any(item.cue(*OWN_VERBS) and not item.cue("filler") for item in own)
        if verb and not marked:
            return "actual"
    return status
