"""
Bytes to text, without guessing in silence.

A byte-order mark decides, then strict UTF-8, then the zeros of UTF-16; only then are the old code pages
tried, and one is taken only where its text reads like a language that we know. Line ends and every other
character stay as they are: offsets count the code points of what this module returns.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

import regex

from patterns import languages
from pipeline.detect import likeness
from pipeline.record import Rejected

SAVE_AS_UTF8 = "save it as UTF-8 and run again"

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# How files that are no text begin, what they are, and how their text is had.
_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "extract its text first (pdftotext -layout FILE.pdf FILE.txt)"),
    (b"PK\x03\x04", "a zip archive or an office document", "save its text as plain text in UTF-8"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save its text as plain text in UTF-8"),
    (b"{\\rtf", "a rich-text document", "save its text as plain text in UTF-8"),
    (b"\x89PNG", "a picture", "give the text, not a picture of it"),
    (b"\xff\xd8\xff", "a picture", "give the text, not a picture of it"),
    (b"GIF8", "a picture", "give the text, not a picture of it"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"SQLite format 3", "a database", "export its text as plain text in UTF-8"),
    (b"\x7fELF", "a program", "give a text file"),
)

# Code pages of before Unicode, tried in this order. TCVN3 and VNI, which no codec knows, would join here.
LEGACY = ("cp1252", "cp1258")
# Share of function words: in the development reports 0.14 and more, in Vietnamese of VNI read as cp1252 up to 0.07.
LEAST_LIKENESS = 0.1
MOST_TORN = 0.1  # share of the characters beyond ASCII that no word goes on with: "crŽation"
SAMPLE = 20_000  # characters that a code page is judged by
MOST_CONTROLS = 0.01  # share of control characters above which a file is no text
MOST_DAMAGE = 0.1  # share of broken among all non-ASCII characters up to which a file is UTF-8

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_ACCENTED = regex.compile(r"[^\x00-\x7f]")
_TORN = regex.compile(r"(?<=\p{Ll})[^\x00-\x7f\p{Ll}\p{M}\s’”»…–—°²³€·]")
_LOOK = 8192  # bytes looked at to tell UTF-16


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and what a reader should know about that (flags of the report)."""

    text: str
    encoding: str
    flags: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of `data`; raises `Rejected("read", …)` where there is none or where it cannot be told."""
    if not data:
        raise Rejected("read", "the file is empty", "put the report's text into it, or leave it out")
    decoded = _decoded(data)
    if not decoded.text.strip():
        raise Rejected("read", "the file holds nothing but white space", "put the report's text into it")
    if len(_CONTROL.findall(decoded.text)) > max(1, MOST_CONTROLS * len(decoded.text)):
        raise Rejected("read", "the file is binary: it is full of control characters", "give a text file in UTF-8")
    return decoded


def _decoded(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    for start, kind, cure in _KINDS:
        if data.startswith(start):
            raise Rejected("read", f"the file is {kind}, not text", cure)
    try:
        # A file in UTF-16 without accents is good UTF-8 as well, every second character a NUL.
        if (wide := _wide(data)) is None:
            return Decoded(data.decode("utf-8"), "utf-8")
        return _strictly(data, wide, "encoding_guessed")
    except UnicodeDecodeError:
        return _damaged(data) or _legacy(data)


def _strictly(data: bytes, encoding: str, *flags: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, flags)
    except UnicodeDecodeError as error:
        damaged = _damaged(data) if encoding == "utf-8" else None
        if damaged:
            return damaged
        reason = f"the file begins as {encoding} but is broken at byte {error.start} ({error.reason})"
        raise Rejected("read", reason, SAVE_AS_UTF8) from None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: Latin letters have a zero as their high byte, and never as their low one."""
    low, high = data[0:_LOOK:2], data[1:_LOOK:2]
    if len(high) < 2:
        return None
    if high.count(0) >= 0.3 * len(high) and low.count(0) <= 0.02 * len(low):
        return "utf-16-le"
    if low.count(0) >= 0.3 * len(low) and high.count(0) <= 0.02 * len(high):
        return "utf-16-be"
    return None


def _damaged(data: bytes) -> Decoded | None:
    """
    UTF-8 with a few broken bytes (a file cut short, a lone surrogate), each now U+FFFD; else `None`.

    In an old code page nearly no accented letter happens to be good UTF-8, so the two are easily told apart.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for char in text if char > "\x7f") - broken
    if whole == 0 or broken > max(3, MOST_DAMAGE * whole) or broken >= whole:
        return None
    return Decoded(text, "utf-8", ("encoding_damaged",))


def _legacy(data: bytes) -> Decoded:
    """The code page whose text reads best as a language that we know; raises `Rejected` where none does."""
    codes = languages()
    best: tuple[float, str, str] | None = None
    for encoding in LEGACY:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = unicodedata.normalize("NFC", text[:SAMPLE])
        if len(_TORN.findall(sample)) > MOST_TORN * len(_ACCENTED.findall(sample)):
            continue  # read in the wrong code page
        likely = likeness(sample, codes)
        if best is None or likely > best[0]:
            best = likely, encoding, text
    if best is None or best[0] < LEAST_LIKENESS:
        tried = ", ".join(("UTF-8", "UTF-16", *LEGACY))
        raise Rejected("read", f"the encoding cannot be told (tried {tried})", SAVE_AS_UTF8)
    return Decoded(best[2], best[1], ("encoding_guessed",))
