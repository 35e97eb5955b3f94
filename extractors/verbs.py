"""
Which words of a sentence are verbs: a form may also be a noun, an adjective or a mere participle.

"La demande recule" has a noun where "il demande" has a verb; "les véhicules vendus" has no verb, "a vendu" has one.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.indicators import HEADS
from extractors.mentions import Item
from patterns.pack import Cue, Pack

AUXILIARIES = ("auxiliary", "copula")
COMPLEMENT = 5  # items behind a verb that complete it
COMPLEMENT_STOPS = ("cut", "change", "parent", "base", "against", "clitic", "conjunction")
LONG_ENOUGH = 5  # letters of a verb that its ending tells
UNNAMED = Cue("verb", "", form="finite")  # no row has it
REACH = 3  # words between an auxiliary and its participle: "a de nouveau légèrement augmenté"


def told_verbs(items: list[Item], pack: Pack) -> list[Item]:
    """The items, without the cues of verbs on those that are none here."""
    for i, item in enumerate(items):
        if i and item.upper and len(item.key) == 1 and item.cues and items[i - 1].key[:1].isalpha():
            items[i] = item.cued(())  # "la catégorie A"
        elif pack.finite_endings and not item.upper and item.is_word and _looks_a_verb(items, i, pack):
            items[i] = item.cued((UNNAMED,))
        elif item.cues and any(cue.form for cue in item.cues) and not _is_verb(items, i, pack):
            items[i] = item.cued(tuple(cue for cue in item.cues if cue.form is None))
    return items


def _looks_a_verb(items: Sequence[Item], i: int, pack: Pack) -> bool:
    """Whether the ending of a word tells a verb that no row names: "ont été exonérés", "s'affranchiront"."""
    item = items[i]
    if len(item.key) < LONG_ENOUGH or item.key in pack.articles or item.key in pack.links:
        return False
    if item.key.endswith(pack.participle_endings):
        return _behind_auxiliary(items, i, pack)
    return item.key.endswith(pack.finite_endings) and items[i - 1 if i else 0].key not in pack.determiners


def _is_verb(items: Sequence[Item], i: int, pack: Pack) -> bool:
    forms = {cue.form for cue in items[i].cues if cue.form}
    before = items[i - 1] if i else None
    if "participle" in forms and (_behind_auxiliary(items, i, pack) or _coordinated(items, i)):
        return True
    word = before.key.rpartition(" ")[2] if before is not None else ""
    if word in pack.determiners:
        return "finite" in forms and _leads_to_number(items, i)  # "la banque le situe à 8,2 %"
    if "infinitive" in forms:
        return True
    if word in pack.articles:
        return False  # "les déclarations d'embauche"
    if forms & {"finite", "gerund"}:
        return True
    return "homograph" in forms and word not in pack.linkers and _verbal_place(items, i, pack)


def _behind_auxiliary(items: Sequence[Item], i: int, pack: Pack) -> bool:
    """Whether only adverbs stand between an auxiliary and the participle."""
    for j in range(i - 1, max(-1, i - 2 - REACH), -1):
        item = items[j]
        if item.cue(*AUXILIARIES):
            return True
        if item.quantity or item.key in pack.determiners or (not item.key[:1].isalpha() and not item.period):
            return False
    return False


def _coordinated(items: Sequence[Item], i: int) -> bool:
    """ "ont saisi 3 tonnes de cannabis et *interpellé* 812 personnes": with the auxiliary of the verb before."""
    linked = i > 0 and (items[i - 1].cue("and") is not None or items[i - 1].key == ",")
    auxiliary = next((j for j in range(i - 1, -1, -1) if items[j].cue(*AUXILIARIES)), None)
    behind = next((item for item in items[i + 1 :] if not item.cue("before")), None)
    if not linked or auxiliary is None or behind is None or behind.quantity is None:
        return False
    return any(item.quantity for item in items[auxiliary:i])


def _leads_to_number(items: Sequence[Item], i: int) -> bool:
    """Whether but adverbs and a preposition stand between a verb and its number."""
    behind = next((item for item in items[i + 1 :] if not item.cue("before", "filler", "reach")), None)
    return behind is not None and behind.quantity is not None


def _verbal_place(items: Sequence[Item], i: int, pack: Pack) -> bool:
    """Whether a pronoun or a relative stands before it, or what it counts behind it."""
    before = items[i - 1] if i else None
    if before is not None and (before.cue("clitic", "pronoun") or before.key in pack.relatives):
        return True
    behind = next((item for item in items[i + 1 :] if not item.cue("before", "filler")), None)
    return before is not None and before.quantity is None and behind is not None and behind.quantity is not None


def said_of(items: Sequence[Item], i: int, pack: Pack) -> tuple[int, int] | None:
    """The span of the verb whose subject ends before item `i`: "recrutées et formées" behind "personnes ont été"."""
    while i < len(items) and items[i].cue("clitic"):
        i += 1
    first = i
    while i < len(items) and items[i].cue(*AUXILIARIES) and not items[i].cue("verb"):
        i += 1
    if i - first == 1 and items[first].cue("copula") and i < len(items) and items[i].cue("opener"):
        end = _complement(items, i, pack)
        return (items[i].start, items[end].end) if end > i else None
    while i > first and i < len(items) and items[i].cue("filler"):
        i += 1
    named = i + 1 < len(items) and items[i + 1].key in pack.determiners
    if i >= len(items) or not (items[i].cue("verb") or (i > first and named and items[i].cue("change"))):
        return None
    last = i
    while last + 2 < len(items) and items[last + 1].cue("and") and items[last + 2].cue("verb"):
        last += 2
    if items[last].cue("exist") and not items[last].cue("object"):
        return None  # "12 cas ont été recensés": nothing is said but that they are there
    active = i == first or (i - first == 1 and items[first].cue("copula") is None and " " not in items[first].key)
    return items[first if active else i].start, items[_complement(items, last, pack)].end


def _complement(items: Sequence[Item], i: int, pack: Pack) -> int:
    """The last item of what completes the verb at `i`: "la vie" of "ont perdu la vie"."""
    last = i
    for j in range(i + 1, min(i + 1 + COMPLEMENT, len(items))):
        item = items[j]
        if item.quantity or item.period or item.cue(*COMPLEMENT_STOPS):
            break
        if item.key[:1].isalpha() and (item.cue("subject") is None or item.cue("opener") is None):
            last = j if item.key not in pack.linkers and item.key not in pack.articles and not item.cue("and") else last
        else:
            break
    return last


def _is_light(item: Item) -> bool:
    return item.cue("before", "filler") is not None


def object_verb(items: Sequence[Item], first: int, index: int, pack: Pack) -> int | None:
    """
    The verb of which the counted thing at `index` is the object; None where there is none at or after item `first`.

    Between the two may stand adverbs, periods and phrases with a preposition: "a recensé en mars sur l'île 12 cas".
    """
    open_noun = False
    light = (item for item in reversed(items[first:index]) if item.key in pack.partitives or not _is_light(item))
    near = next(light, None)
    if near is None or near.key in pack.linkers or near.cue("recipient"):
        return None
    for i in range(index - 1, first - 1, -1):
        item = items[i]
        if item.cue("exist") or (item.cue("verb") and item is near):
            return None if open_noun else i
        if item.key in pack.linkers or (item.cue("opener", "place") and item.cue("measure") is None):
            open_noun = False
        elif item.period or item.cue("before", "filler", "cut") or (item.key == "," and not open_noun):
            continue
        elif item.is_word or item.key in pack.articles or item.cue("subject", "base", *HEADS):
            open_noun = True
        else:
            return None
    return None
