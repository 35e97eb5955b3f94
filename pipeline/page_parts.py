"""The parts of the page of mistakes: escaping, a sentence with its marks, gold and found side by side."""

from __future__ import annotations

import html
import itertools
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pipeline.evaluation import filed_under, rows_of
from pipeline.gold import GoldObservation, Span
from pipeline.score import Found, Mistake, found_span
from pipeline.show import number

AROUND = 280  # characters of a line shown before and after a number
SLOTS_SHOWN = ("indicator", "value", "modifier", "unit", "status", "period", "comparisons")
# Characters that no reader sees or that turn the text around: shown by their code points.
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")

Place = tuple[int, int, str]  # start, end, class of the mark


def escaped(text: object) -> str:
    """Text as HTML content: markup escaped, characters that cannot be seen told by their code points."""
    return "".join(seen(one) for one in html.escape(str(text), quote=True))


def seen(character: str) -> str:
    """One character, or its code point where it has no form of its own."""
    if unicodedata.category(character) in UNSEEN and character not in "\n\t":
        return f'<span class="control">U+{ord(character):04X}</span>'
    return character


def attribute(text: object) -> str:
    """Text as the value of an attribute in double quotes; lone surrogates, which no file can hold, are replaced."""
    return html.escape(str(text), quote=True).encode("utf-8", "replace").decode("utf-8")


def card(mistake: Mistake, text: str, lang: str) -> str:
    """One mistake: place, wrong slots, the sentence, gold and found side by side, the data rows that fired."""
    wrong = tuple(filed_under(mistake))
    chips = "".join(f'<span class="chip">{escaped(one.replace("_full", ": details"))}</span>' for one in wrong)
    start, end = mistake.span or (0, 0)
    data = {"slot": " ".join(wrong), "lang": lang, "doc": mistake.doc_id}
    attributes = " ".join(f'data-{name}="{attribute(value)}"' for name, value in data.items())
    sentence = f'<p class="sentence" lang="{attribute(lang)}" dir="ltr">{marked(text, mistake)}</p>'
    return (
        f"<article {attributes}><h2>{escaped(mistake.doc_id)}<small>:{start}-{end}</small>{chips}</h2>"
        f"{sentence}{beside(mistake)}{because(mistake.found)}</article>"
    )


def marked(text: str, mistake: Mistake) -> str:
    """The sentence around a mistake with every anchor in it marked; marks may overlap."""
    low, high = window(text, mistake)
    places = [(max(low, a), min(high, b), kind) for a, b, kind in anchors(mistake) if a < high and b > low]
    edges = sorted({low, high, *(edge for a, b, _ in places for edge in (a, b))})
    parts = ["…" if low and text[low - 1] != "\n" else ""]
    for a, b in itertools.pairwise(edges):
        kinds = sorted({kind for start, end, kind in places if start <= a and b <= end})
        words = escaped(text[a:b])
        parts.append(f'<mark class="{" ".join(kinds)}">{words}</mark>' if kinds else words)
    return "".join(parts) + ("…" if high < len(text) and text[high] != "\n" else "")


def window(text: str, mistake: Mistake) -> Span:
    """The part of the text that is shown: the line, no further than AROUND from the number, or the whole sentence."""
    spans = [(a, b) for a, b, _ in anchors(mistake)] + span_at(mistake.found, "sentence_start", "sentence_end")
    spans = [(a, b) for a, b in spans if 0 <= a < b <= len(text)]
    if not spans:
        return 0, 0
    start, end = spans[0]
    low = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    line_end = text.find("\n", end)
    high = min(len(text) if line_end < 0 else line_end, end + AROUND)
    reach = [(a, b) for a, b in spans if b - a <= 2 * AROUND and a > low - AROUND and b < high + AROUND]
    low, high = min([low, *(a for a, _ in reach)]), max([high, *(b for _, b in reach)])
    shown = text[low:high]
    return low + len(shown) - len(shown.lstrip()), high - len(shown) + len(shown.rstrip())


def span_at(found: Found | None, first: str, last: str) -> list[Span]:
    """The span that two fields of a found observation give; none where they are not set."""
    start, end = (found.get(first), found.get(last)) if found else (None, None)
    return [(start, end)] if isinstance(start, int) and isinstance(end, int) else []


def anchors(mistake: Mistake) -> list[Place]:
    """Where gold and found stand: numbers, placed comparisons, the found indicator."""
    places: list[Place] = []
    if mistake.gold:
        places.append((mistake.gold.start, mistake.gold.end, "gold"))
        places += [(*one.span, "gold") for one in mistake.gold.comparisons if one.span]
    if mistake.found:
        span = found_span(mistake.found)
        places += [(*span, "found")] if span else []
        for one in mistake.found.get("comparisons") or ():
            places += [(*span, "found") for span in span_at(one, "start", "end")]
        places += [(*span, "name") for span in span_at(mistake.found, "indicator_start", "indicator_end")]
    return places


def beside(mistake: Mistake) -> str:
    """Gold and found side by side, the wrong slots told by a sign and a colour."""
    gold = gold_cells(mistake.gold) if mistake.gold else None
    found = found_cells(mistake.found) if mistake.found else None
    wrong = {one.removesuffix("_full") for one in mistake.wrong}
    valued = any(side and side["value"] for side in (gold, found))
    always = ("indicator", "value" if valued else "comparisons")  # what tells a reader which one it is
    rows = []
    for slot in SLOTS_SHOWN:
        sides = ["<br>".join(map(escaped, side[slot])) or "–" if side else "" for side in (gold, found)]
        if slot in wrong or sides[0] != sides[1] or slot in always:
            kind, sign = (' class="wrong"', "≠ ") if slot in wrong else ("", "")
            cells = "".join(f"<td>{side}</td>" for side in sides)
            rows.append(f'<tr{kind}><th scope="row">{sign}{escaped(slot)}</th>{cells}</tr>')
    heads = ("gold" if gold else "not in the gold", "found" if found else "not found")
    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    return f'<table class="sides"><thead><tr><td></td>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def gold_cells(gold: GoldObservation) -> dict[str, Sequence[str]]:
    """What the gold says, a list of lines a slot."""
    comparisons = [said(vars_of(one)) for one in gold.comparisons]
    names = [gold.indicator, *(f"or: {other}" for other in gold.indicator_also)]
    return cells_of(vars_of(gold), comparisons) | {"indicator": names}


def found_cells(found: Found) -> dict[str, Sequence[str]]:
    """What was found, a list of lines a slot."""
    return cells_of(dict(found), [said(one) for one in found.get("comparisons") or ()])


def vars_of(one: Any) -> dict[str, Any]:
    """The fields of a frozen record."""
    return {name: getattr(one, name) for name in type(one).__slots__}


def cells_of(fields: dict[str, Any], comparisons: Sequence[str]) -> dict[str, Sequence[str]]:
    """The lines of each slot."""
    value = "–".join(plain_number(fields[name]) for name in ("value", "value_high") if fields.get(name) is not None)
    cells: dict[str, Sequence[str]] = {name: [str(fields[name])] if fields.get(name) else [] for name in SLOTS_SHOWN}
    return cells | {"value": [value] if value else [], "comparisons": comparisons}


def said(comparison: Found) -> str:
    """A comparison in one line: "up ~ 5 % prior 2022, from 4.4"."""
    words = [str(comparison.get("relation"))]
    if comparison.get("magnitude") is not None:
        sign = "" if comparison.get("modifier") in ("=", None) else str(comparison["modifier"])
        words += [sign, plain_number(comparison["magnitude"]), str(comparison.get("unit") or "")]
    words += [str(comparison.get(name) or "") for name in ("base", "base_period")]
    line = " ".join(word for word in words if word)
    level = comparison.get("base_value")
    return line if level is None else f"{line}, from {plain_number(level)}"


def plain_number(value: Any) -> str:
    """A number as a reader writes it: 7e9 is 7 000 000 000."""
    return number(Decimal(str(value))) if isinstance(value, (int, float)) else str(value)


def because(found: Found | None) -> str:
    """The data rows that fired, and how sure we were."""
    if found is None:
        return ""
    rows = " ".join(f"<code>{escaped(row)}</code>" for row in rows_of(found)) or "no data row"
    sure = found.get("confidence")
    return f'<p class="because">{rows}' + (f" · confidence {escaped(sure)}" if sure is not None else "") + "</p>"
