"""The chain: a report in, all that became of it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.link import link
from patterns import languages, load_pack
from pipeline.clean import CleanText, clean
from pipeline.detect import Block, detect
from pipeline.find import find
from pipeline.ledger import ledger
from pipeline.normalize import normalize, published_of
from pipeline.record import LedgerEntry, Observation, Outcome, Reject, Rejected, Report
from pipeline.segment import segment
from pipeline.validate import validate


def process(report: Report) -> Outcome:
    """
    Everything that became of one report. Pure: the same text gives the same outcome anywhere.

    A document that a stage cannot use becomes a `Reject` row; any other exception is a fault of ours.
    """
    try:
        cleaned = clean(report.text)
        blocks = detect(cleaned.text, languages())
    except Rejected as error:
        reject = Reject(report.doc_id, report.source, error.stage, error.reason, error.cure)
        return Outcome(report, None, rejects=(reject,), flags=report.flags)
    return process_blocks(report, cleaned, blocks)


def process_blocks(report: Report, cleaned: CleanText, blocks: Sequence[Block]) -> Outcome:
    """Everything that became of a report whose languages are known; at least one block."""
    report = replace(report, published=published_of(report, cleaned.text))
    observations: list[Observation] = []
    entries: list[LedgerEntry] = []
    for block in blocks:
        found, rows = _block(report, cleaned, block)
        observations += found
        entries += rows
    rejects = tuple(_undecided(report, entry) for entry in entries if entry.kind == "undecided")
    main = max(blocks, key=lambda block: block.end - block.start).lang
    return Outcome(report, main, validate(observations), tuple(entries), rejects, report.flags)


def _undecided(report: Report, entry: LedgerEntry) -> Reject:
    """A number that may be read in two ways: never a guess."""
    reason = f"{entry.text!r} has two readings: this report writes decimals with a point and with a comma"
    cure = "write thousands with a space, or one decimal mark in the whole report"
    return Reject(report.doc_id, report.source, "find", reason, cure, entry.start, entry.end, entry.text)


def _block(report: Report, cleaned: CleanText, block: Block) -> tuple[tuple[Observation, ...], tuple[LedgerEntry, ...]]:
    """The observations and ledger of the paragraphs in one language."""
    pack = load_pack(block.lang)
    part = CleanText(
        cleaned.text[block.start : block.end],
        cleaned.offsets[block.start : block.end + 1],
        cleaned.ends[block.start : block.end],
    )
    lines = find(segment(part.text, pack), pack)
    claims = link(lines, part.text, pack)
    observations = normalize(claims, lines, report, part, block.lang)
    return observations, ledger(observations, claims, lines, report, part)
