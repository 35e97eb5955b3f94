"""What run.json says of a run besides its counts: versions, the state of the data, and the time."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

DISTRIBUTION = "bilan"
# The packages whose version can change a result or a file's bytes.
COUNTED = ("spacy", "underthesea", "langdetect", "regex", "pandas", "pyarrow")
DATA_SUFFIXES = (".csv", ".toml")


def manifest(sources: Iterable[str]) -> dict[str, Any]:
    """The opening entries of run.json."""
    return {
        "program": DISTRIBUTION,
        "version": version(DISTRIBUTION),
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "sources": list(sources),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in COUNTED},
        "patterns_sha256": patterns_hash(),
    }


def version(name: str) -> str | None:
    """Installed version of a distribution; None when it runs from a bare checkout."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def patterns_hash() -> str:
    """SHA-256 over the data files of patterns/: while it stays, `because` line numbers stay true."""
    digest = hashlib.sha256()
    for name, content in sorted(data_files(files("patterns"))):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def data_files(folder: Traversable, prefix: str = "") -> list[tuple[str, bytes]]:
    """Name and bytes of every data file below a package folder."""
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += data_files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(DATA_SUFFIXES):
            found.append((prefix + entry.name, entry.read_bytes()))
    return found
