"""
The mistakes as one page of HTML: each sentence with what the gold and what we found marked, side by side.

One file that opens offline. Whatever comes from a text or a predictions file is hostile: it is escaped,
control and direction characters are shown by their code points, and the page's content policy lets no
script run but the few lines of our own in `score_page.js`.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.resources
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.evaluation import Evaluation, faults, filed_under
from pipeline.intervals import measures_by_language
from pipeline.page_parts import attribute, card, escaped
from pipeline.reliability import by_language
from pipeline.score import CORE, LEVELS, Mistake

FILTERS = (("slot", "Wrong slot"), ("lang", "Language"), ("doc", "Document"))


def write_page(path: Path, evaluation: Evaluation) -> None:
    """Write the page to `path`: whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(page(evaluation))
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def page(evaluation: Evaluation) -> str:
    """The whole page."""
    languages = {one.doc_id: one.lang for one in evaluation.documents}
    texts, mistakes = evaluation.texts, evaluation.mistakes
    cards = [card(one, texts[one.doc_id], languages[one.doc_id]) for one in mistakes]
    body = [
        "<header><h1>What Bilan got wrong</h1>",
        f"<p>{len(mistakes)} mistakes in {len(languages)} documents with {gold_in(evaluation)} observations.</p>",
        "</header>",
        "<main>",
        *summary(evaluation),
        filters(mistakes, languages),
        legend(),
        *(cards or ["<p>Nothing is wrong here.</p>"]),
        "</main>",
    ]
    return framed("Bilan: mistakes", "\n".join(body))


def gold_in(evaluation: Evaluation) -> int:
    """How many observations the gold asks for."""
    return sum(one.counts["gold"] for one in evaluation.marks)


def framed(title: str, body: str) -> str:
    """A page around `body`, with our style and script, and a policy that allows nothing else."""
    style, script = asset("score_page.css"), asset("score_page.js")
    policy = f"default-src 'none'; style-src {fingerprint(style)}; script-src {fingerprint(script)}; base-uri 'none'"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escaped(title)}</title>
<style>{style}</style>
</head>
<body>
{body}
<script>{script}</script>
</body>
</html>
"""


def asset(name: str) -> str:
    """A file beside this module."""
    return importlib.resources.files("pipeline").joinpath(name).read_text(encoding="utf-8")


def fingerprint(content: str) -> str:
    """What the content policy names an inline style or script by."""
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def summary(evaluation: Evaluation) -> list[str]:
    """The scores by language with their intervals, the calibration, and the rows that fired most by slot."""
    whole = measures_by_language(evaluation.marks)
    heads = "".join(f'<th scope="col">{escaped(bucket)}</th>' for bucket in whole)
    rows = []
    for name in (*LEVELS, *CORE):
        cells = []
        for one in (bucket[name] for bucket in whole.values()):
            low, high = one["interval"]["f1"]
            cells.append(f"<td><b>{one['f1']:.3f}</b> <small>{low:.3f}–{high:.3f}</small></td>")
        rows.append(f'<tr><th scope="row">{escaped(name)}</th>{"".join(cells)}</tr>')
    confidences = by_language(evaluation.marks)
    if confidences:
        cells = [f"<td>{one.error:.3f}</td>" for one in confidences.values()]
        rows.append(f'<tr><th scope="row">calibration error</th>{"".join(cells)}</tr>')
    return [
        '<section class="tables"><table><caption>F1, with its 95 % interval over documents</caption>',
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>",
        culprits(evaluation),
        "</section>",
    ]


def culprits(evaluation: Evaluation) -> str:
    """The errors by slot, with the data rows that fired in most of them."""
    rows = []
    for fault in faults(evaluation.marks):
        told = (f"<code>{escaped(one.row)}</code> {one.mistakes}/{one.fired}" for one in fault.culprits[:3])
        among = " ".join(f"<span>{one}</span>" for one in told)
        rows.append(f'<tr><th scope="row">{label(fault.name)}</th><td>{fault.mistakes}</td><td>{among}</td></tr>')
    heads = "".join(f'<th scope="col">{title}</th>' for title in ("errors", "rows: errors / observations"))
    caption = "<caption>Errors by slot, and the data rows that fired in most of them</caption>"
    return (
        f'<table class="rows">{caption}<thead><tr><td></td>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
    )


def label(name: str) -> str:
    """The name of a slot or kind of mistake."""
    return escaped(name.replace("comparisons_full", "comparisons' details"))


def filters(mistakes: Iterable[Mistake], languages: Mapping[str, str]) -> str:
    """Three lists to choose from; without script they do nothing and all mistakes stay visible."""
    counts: dict[str, Counter[str]] = {name: Counter() for name, _ in FILTERS}
    for one in mistakes:
        counts["slot"].update(filed_under(one))
        counts["lang"][languages[one.doc_id]] += 1
        counts["doc"][one.doc_id] += 1
    lists = []
    for name, title in FILTERS:
        ranked = sorted(counts[name].items(), key=lambda item: (-item[1], item[0]) if name == "slot" else (0, item[0]))
        options = (f'<option value="{attribute(key)}">{label(key)} ({n})</option>' for key, n in ranked)
        choice = f'<option value="">all</option>{"".join(options)}'
        lists.append(f'<label>{title} <select name="{name}" autocomplete="off">{choice}</select></label>')
    return f'<form class="filters">{"".join(lists)}<output aria-live="polite"></output></form>'


def legend() -> str:
    """What the marks in a sentence mean."""
    return (
        '<p class="legend"><mark class="gold">gold</mark> <mark class="found">found</mark> '
        '<mark class="gold found">both</mark> <mark class="name">indicator found</mark> '
        "<span>Control characters of a text stand as their code points: "
        '<span class="control">U+202E</span>.</span></p>'
    )
