"""What was found in one text, and which data rows fired: the answer of `bilan explain`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractors.forms import resolve
from extractors.mentions import Line, Quantity
from patterns import languages, load_pack
from pipeline.clean import CleanText, clean
from pipeline.detect import Block, detect
from pipeline.find import find
from pipeline.record import Rejected, Report, plain
from pipeline.run import process_blocks
from pipeline.segment import segment

COMPARING = ("change", "move", "passage", "times", "share", "attain", "against", "supplement", "versus", "contribute")


def explain(text: str, lang: str | None = None, published: str | None = None) -> dict[str, Any]:
    """
    The mentions and observations of one text, in plain JSON types.

    `lang` is a code of `patterns.languages()`, found out when None; `published` an ISO date or month.
    Offsets are in `text` as given. Raises Rejected where the text cannot be used.
    """
    if lang is not None and lang not in languages():
        raise Rejected("detect", f"language {lang!r} is unknown", f"use one of {', '.join(languages())}")
    cleaned = clean(text)
    whole = (Block(0, len(cleaned.text), lang, 1.0),) if lang else detect(cleaned.text, languages())
    report = Report("text", text, published=published)
    outcome = process_blocks(report, cleaned, whole)
    known = _Text(text, cleaned, published)
    mentions = [mention for block in whole for mention in _mentions(known, block)]
    mentions += [
        _mention("indicator", text, o.indicator_start, o.indicator_end, o.because)
        for o in outcome.observations
        if o.indicator_start is not None and o.indicator_end is not None
    ]
    unique = {(m["type"], m["start"], m["end"]): m for m in mentions}
    return {
        "lang": outcome.lang,
        "mentions": [unique[key] for key in sorted(unique, key=lambda key: (key[1], key[2], key[0]))],
        "observations": [plain(observation) for observation in outcome.observations],
    }


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with its clean form: mentions are found in the one and told in the other."""

    source: str
    cleaned: CleanText
    published: str | None

    def mention(self, kind: str, start: int, end: int, because: tuple[str, ...], **more: Any) -> dict[str, Any]:
        """A mention at `start`–`end` of the clean text, told in offsets of the source."""
        first, last = self.cleaned.source_span(start, end)
        return _mention(kind, self.source, first, last, because, **more)


def _mentions(text: _Text, block: Block) -> list[dict[str, Any]]:
    pack = load_pack(block.lang)
    lines = find(segment(text.cleaned.text[block.start : block.end], pack), pack)
    return [mention for line in lines for mention in _of_line(line, text, block.start)]


def _of_line(line: Line, text: _Text, shift: int) -> list[dict[str, Any]]:
    found = []
    for item in line.items:
        start, end = item.start + shift, item.end + shift
        if item.quantity is not None:
            found += _of_quantity(item.quantity, text, shift)
        elif item.period is not None:
            form = resolve(item.period, None, text.published)
            found.append(text.mention("period", start, end, item.period.because, period=form))
        else:
            rows = tuple(cue.where for cue in item.cues if cue.kind in COMPARING)
            if rows:
                found.append(text.mention("comparison", start, end, rows))
    return found


def _of_quantity(quantity: Quantity, text: _Text, shift: int) -> list[dict[str, Any]]:
    values = {"value": plain(quantity.value), "value_high": plain(quantity.high)}
    start, because = quantity.start + shift, quantity.because
    unit = quantity.unit or "count"
    return [
        text.mention("number", start, quantity.end + shift, because, **values),
        text.mention("quantity", start, quantity.stop + shift, because, **values, unit=unit),
    ]


def _mention(kind: str, source: str, start: int, end: int, because: tuple[str, ...], **more: Any) -> dict[str, Any]:
    empty = {"value": None, "value_high": None, "unit": None, "period": None}
    place = {"type": kind, "start": start, "end": end, "text": source[start:end]}
    return {**place, **empty, **more, "because": list(because)}
