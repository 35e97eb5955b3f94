"""
What our scores are worth: the same predictions with one slot filled in the laziest way.

"No comparison ever" empties the comparisons (and loses the observations that are nothing else).
"Nearest words" names each indicator by the words that stand next to the number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pipeline.score import Found, Predictions, found_span

# The words directly after a number, or directly before one, up to a mark, a digit or a line's end.
AFTER = re.compile(r"[ \u00a0\u202f\u2009]*(?P<words>(?:[^\W\d_]+[ \u00a0\u202f\u2009]*){1,4})")
BEFORE = re.compile(r"(?P<words>(?:[^\W\d_]+[ \u00a0\u202f\u2009]*){1,4})\Z")
REACH = 80  # characters looked at before a number: four words and some air


def no_comparisons(predictions: Predictions) -> dict[str, list[Found]]:
    """Ours, as a reader would find them who takes no notice of comparisons."""
    return {
        doc_id: [{**one, "comparisons": []} for one in found if one.get("value") is not None]
        for doc_id, found in predictions.items()
    }


def nearest_words(predictions: Predictions, texts: Mapping[str, str]) -> dict[str, list[Found]]:
    """Ours, with the words next to each number as its indicator; `texts` are the sources by doc_id."""
    return {
        doc_id: [{**one, "indicator": words_beside(one, texts[doc_id])} for one in found]
        for doc_id, found in predictions.items()
        if doc_id in texts
    }


def words_beside(found: Mapping[str, Any], text: str) -> str:
    """Up to four words right after the number, else up to four right before it."""
    span = found_span(found)
    if span is None:
        return ""
    start, end = span
    match = AFTER.match(text, end) or BEFORE.search(text[max(0, start - REACH) : start])
    return match["words"].strip() if match else ""
