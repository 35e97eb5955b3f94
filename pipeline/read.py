"""
From sources to reports: text files, folders of them, standard input.

Nothing is lost in silence: what cannot be read is a `Reject` that names the file, the reason and the cure.
Bytes are decoded by `decode.py` and left untouched otherwise, line ends too.
"""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipeline.decode import decode
from pipeline.record import Reject, Rejected, Report

STDIN = "-"
SUFFIX = ".txt"
MAX_BYTES = 5_000_000  # of one document
SPLIT_IT = "split it into its reports"


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to read, or why there is none."""

    path: Path
    problem: str = ""
    cure: str = ""


def read_reports(sources: Iterable[str | Path], *, limit: int | None = None) -> Iterator[Report | Reject]:
    """
    The reports of files, folders (walked in order of name, "*.txt") and standard input ("-").

    A file named twice is read once. `limit` ends the reading after so many reports and rejects together.
    Raises nothing for a bad source: each is a `Reject`.

    >>> [item.doc_id for item in read_reports(["no-such-folder"])]
    ['no-such-folder']
    """
    found = _unique(one for source in sources for one in _find(source))
    names = _doc_ids(found)
    pairs = zip(found, names, strict=True)
    return (_read(one, name) for one, name in islice(pairs, limit))


def _find(source: str | Path) -> Iterator[_Found]:
    """What one source names, in order."""
    path = Path(source)
    if str(source) == STDIN:
        yield _Found(path)
        return
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        yield _Found(path, f"{_shown(path)} cannot be read: {_why(error)}", "check the name and its permissions")
        return
    if is_folder:
        yield from _walk(path)
    elif path.suffix.lower() == SUFFIX:
        yield _Found(path)
    else:
        yield _Found(path, f"{_shown(path)} is no {SUFFIX} file", f"save its text as {path.stem}{SUFFIX} in UTF-8")


def _walk(folder: Path) -> Iterator[_Found]:
    """The text files under `folder`, sorted; links to folders are not followed, so that none runs in a circle."""
    troubles: list[OSError] = []
    texts = others = 0
    for parent, folders, files in os.walk(folder, onerror=troubles.append):
        folders.sort()
        for name in sorted(files):
            if name.lower().endswith(SUFFIX):
                texts += 1
                yield _Found(Path(parent, name))
            else:
                others += 1
    for trouble in troubles:
        place = Path(trouble.filename or folder)
        yield _Found(place, f"the folder {_shown(place)} cannot be read: {_why(trouble)}", "check its permissions")
    if not texts and not troubles:
        holds = f"{others} other file{'s' * (others != 1)}" if others else "nothing"
        cure = f"put reports into it as {SUFFIX} files in UTF-8, or name another folder"
        yield _Found(folder, f"the folder {_shown(folder)} has no {SUFFIX} file (it holds {holds})", cure)


def _unique(found: Iterable[_Found]) -> list[_Found]:
    """Each file and each problem once, in the order first met."""
    seen: dict[tuple[str, str], _Found] = {}
    for one in found:
        place = STDIN if str(one.path) == STDIN else os.path.realpath(one.path) if not one.problem else str(one.path)
        seen.setdefault((place, one.problem), one)
    return list(seen.values())


def _doc_ids(found: list[_Found]) -> list[str]:
    """
    File names without suffix; those that clash get their folder's name before them, "2023-report".

    A folder's own name is used where that is not enough, and last a number. Independent of what is in
    the files, and safe as names of files.
    """
    parts = [_name_parts(one) for one in found]
    names = [own[-1] for own in parts]
    for depth in range(2, max(map(len, parts), default=1) + 1):
        often = Counter(names)
        if len(often) == len(names):
            break
        names = ["-".join(own[-depth:]) if often[name] > 1 else name for own, name in zip(parts, names, strict=True)]
    taken: set[str] = set()
    return [_numbered(name, taken) for name in names]


def _name_parts(one: _Found) -> tuple[str, ...]:
    """The folders of a file and its own name, without suffix, the parts that a name can be made of."""
    if str(one.path) == STDIN:
        return ("stdin",)
    path = Path(os.path.normpath(Path(_shown(one.path).replace("\0", "\ufffd")).absolute()))
    own = path.stem if path.suffix.lower() == SUFFIX else path.name
    return (*(part for part in path.parent.parts if part != path.anchor), own or "root")


def _numbered(name: str, taken: set[str]) -> str:
    number, chosen = 2, name
    while chosen in taken:
        chosen, number = f"{name}-{number}", number + 1
    taken.add(chosen)
    return chosen


def _read(one: _Found, doc_id: str) -> Report | Reject:
    source = _shown(one.path)
    if one.problem:
        return Reject(doc_id, source, "read", one.problem, one.cure)
    try:
        decoded = decode(_bytes(one.path))
    except Rejected as rejected:
        return Reject(doc_id, source, rejected.stage, f"{source}: {rejected.reason}", rejected.cure)
    except OSError as error:
        return Reject(doc_id, source, "read", f"{source} cannot be read: {_why(error)}", "check its permissions")
    return Report(doc_id, decoded.text, source=source, encoding=decoded.encoding, flags=decoded.flags)


def _bytes(path: Path) -> bytes:
    """What is in the file, if it is no more than a document may hold."""
    if str(path) == STDIN:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        if not stat.S_ISREG(path.stat().st_mode):  # before it is opened: opening a pipe waits for a writer
            raise Rejected("read", "it is no regular file", "give a text file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Rejected("read", f"it is larger than {MAX_BYTES // 1_000_000} MB, the most for one report", SPLIT_IT)
    return data


def _shown(path: Path) -> str:
    """The path as text that can be written: names that are no UTF-8 hold lone surrogates."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
