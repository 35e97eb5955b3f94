"""
underthesea's word segmentation, decoded here: its tokens, model, templates and dictionary, our arithmetic.

`word_tokenize` writes 43 feature strings for each syllable and hands them to its tagger: nine tenths of its
time (measured 2026-11). Nearly all of them are unknown to the model, and what three syllables in a row weigh does
not depend on where they stand; so each distinct triple is weighed once. The words are the library's own, word for word:
a test holds one against the other.

The model file is CRFsuite's (Okazaki 2007, "lCRF", version 100): a header, the features, and constant
databases ("CQDB") of labels and attributes, all little-endian.
"""

from __future__ import annotations

import pickle
import re
import struct
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from types import ModuleType

MOST_RUNS = 50_000  # remembered; a long archive starts afresh after so many (about 10 MB)
FOLDER = "ws_crf_vlsp2013_20230727"
REACH = 2  # syllables that a template looks back or ahead; none looks at more than three in a row
_HEADER = struct.Struct("<4sI4s8I")
_FEATURE = struct.Struct("<IIId")
_TEMPLATE = re.compile(r"T\[(-?\d+)(?:,(-?\d+))?\](?:\.(\w+))?")
_SAID = ("False", "True")
_VALUES = (None, "lower", "isdigit", "istitle", "is_in_dict")  # what a template may ask of a run of syllables
_BEFORE, _BEHIND = " BOS", " EOS"  # what stands around the syllables; none of them holds a space

Weights = Mapping[str, float]  # by the value of one template: how much more it speaks for "inside" than for "begin"
Asked = list[tuple[int, Weights]]  # of a run at one place, by template: (index in _VALUES, weights)
Run = tuple[str, ...]


class Segmenter:
    """
    Words of a Vietnamese text, as `underthesea.word_tokenize(text, use_token_normalize=False)` gives them.

    `weights` by template ("T[-1,0].lower"), `steps` from (begin, inside) to (begin, inside). What three syllables
    in a row weigh is weighed once, wherever they stand. Raises ValueError for a template of another form.
    """

    def __init__(
        self,
        split: Callable[[str], Sequence[str]],
        weights: Mapping[str, Weights],
        steps: tuple[tuple[float, float], tuple[float, float]],
        dictionary: Collection[str],
    ) -> None:
        self._split, self._steps, self._dictionary = split, steps, dictionary
        asked: dict[tuple[int, int], Asked] = {}
        for template, known in weights.items():
            match = _TEMPLATE.fullmatch(template)
            first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
            near = -REACH <= first <= last <= min(REACH, first + REACH)
            if match is None or match[3] not in _VALUES or not near:
                raise ValueError(f"the feature template {template!r} of underthesea's word segmenter is unknown")
            asked.setdefault((first, last), []).append((_VALUES.index(match[3]), known))
        # In this order the weights of a syllable are added up: so is a tie broken.
        places = sorted(asked, key=lambda place: place[1] - place[0])
        self._shifts = [max(last, 0) for _, last in places]
        self._asked: dict[int, list[Asked]] = {}
        # The places whose run is the same part of its triple: where that begins and ends, and their numbers by size.
        self._parts: list[tuple[int, int, int, int]] = []
        for (first, last), shift in zip(places, self._shifts, strict=True):
            begin, end = REACH + first - shift, REACH + last - shift + 1
            same = self._asked.setdefault(end - begin, [])
            same.append(asked[first, last])
            if self._parts and self._parts[-1][:2] == (begin, end):
                self._parts[-1] = (*self._parts[-1][:3], len(same))
            else:
                self._parts.append((begin, end, len(same) - 1, len(same)))
        self._triples: dict[Run, tuple[float, ...]] = {}
        self._runs: dict[Run, tuple[float, ...]] = {}

    def __call__(self, text: str) -> list[str]:
        """The words of `text`, syllables of one word joined by a space."""
        words: list[str] = []
        syllables = self._split(text)
        for syllable, inside in zip(syllables, self._inside(syllables) if syllables else (), strict=True):
            if inside and words:
                words[-1] += " " + syllable
            else:
                words.append(syllable)
        return words

    def _inside(self, syllables: Sequence[str]) -> list[bool]:
        """Whether each syllable goes on the word before it: the best path through two labels (Viterbi)."""
        (begin_begin, begin_inside), (inside_begin, inside_inside) = self._steps
        first, *others = self._weights(syllables)
        begin, inside = 0.0, first
        from_inside: list[tuple[bool, bool]] = []
        for weight in others:
            one, two = begin + begin_begin, inside + inside_begin
            three, four = begin + begin_inside, inside + inside_inside
            from_inside.append((two > one, four > three))
            begin = max(one, two)
            inside = (max(three, four)) + weight
        path = [inside > begin]
        for steps in reversed(from_inside):
            path.append(steps[path[-1]])
        return path[::-1]

    def _weights(self, syllables: Sequence[str]) -> list[float]:
        """How much more each syllable speaks for "inside" than for "begin"; added up in one order, for ties."""
        around = [_BEFORE] * REACH + [*syllables] + [_BEHIND] * REACH
        triples = list(zip(around, around[1:], around[2:], strict=False))
        known = self._triples
        if len(known) > MOST_RUNS:
            known.clear()
            self._runs.clear()
        for triple in triples:
            if triple not in known:
                known[triple] = self._weigh(triple)
        columns = zip(*[known[triple] for triple in triples], strict=True)
        shifted = [column[shift:] for shift, column in zip(self._shifts, columns, strict=True)]
        return list(map(sum, zip(*shifted, strict=False)))

    def _weigh(self, triple: Run) -> tuple[float, ...]:
        """What a triple weighs at each place, in order."""
        found: list[float] = []
        for begin, end, first, last in self._parts:
            run = triple[begin:end]
            weights = self._runs.get(run)
            if weights is None:
                weights = self._weigh_run(run)
                if len(run) < len(triple):  # what all three weigh is remembered with the triple
                    self._runs[run] = weights
            found += weights[first:last]
        return tuple(found)

    def _weigh_run(self, run: Run) -> tuple[float, ...]:
        """What a run weighs at each place of its size."""
        places = self._asked[len(run)]
        whole = " ".join(run)
        if whole.startswith(_BEFORE) or whole.endswith(_BEHIND):
            edge = "BOS" if whole.startswith(_BEFORE) else "EOS"
            return tuple([sum([known.get(edge, 0.0) for _, known in asked]) for asked in places])
        low = whole.lower()
        title = whole[0].upper() == whole[0] and all(word[0].upper() == word[0] for word in run)
        digit = len(run) == 1 and whole.isascii() and whole.isdigit()
        values = (whole, low, _SAID[digit], _SAID[title], _SAID[low in self._dictionary])
        weights = []
        for asked in places:
            weight = 0.0
            for index, known in asked:
                if values[index] in known:
                    weight += known[values[index]]
            weights.append(weight)
        return tuple(weights)


@lru_cache(maxsize=1)
def segmenter() -> Segmenter:
    """The segmenter of the installed underthesea."""
    spec = find_spec("underthesea")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("underthesea is not installed: run `make run` or `pip install -c constraints.txt .`")
    package = Path(spec.submodule_search_locations[0])
    folder = package / "pipeline" / "word_tokenize" / "models" / FOLDER
    templates: list[str] = pickle.loads((folder / "features.bin").read_bytes())  # noqa: S301 (the library's own file)
    dictionary: set[str] = pickle.loads((folder / "dictionary.bin").read_bytes())  # noqa: S301
    weights, steps = read_model((folder / "models.bin").read_bytes())
    known = {template: weights.get(template, {}) for template in templates}
    return Segmenter(_splitter(_without_taggers(package)), known, steps, dictionary)


def _splitter(library: ModuleType) -> Callable[[str], list[str]]:
    """What splits a line into syllables as the library does."""

    @lru_cache(MOST_RUNS)
    def syllables_of(chunk: str) -> list[str]:
        text = library.normalize_characters_in_text(chunk)
        return [match.group() for match in library.patterns.finditer(text)]

    def split(text: str) -> list[str]:
        """No pattern reaches over white space, but some look whether the text ends."""
        chunks = [chunk + " " for chunk in text.split()]
        if chunks and not text[-1].isspace():
            chunks[-1] = chunks[-1][:-1]
        return list(chain.from_iterable(map(syllables_of, chunks)))

    return split


def _without_taggers(package: Path) -> ModuleType:
    """
    underthesea's patterns of syllables, without the package around them.

    That imports its taggers, joblib and requests: 1 s and 60 MB for every run. Bare packages stand in for it meanwhile.
    """
    name = "underthesea.pipeline.word_tokenize.regex_tokenize"
    if "underthesea" in sys.modules:
        return import_module(name)
    try:
        for folder in (".", "pipeline", "pipeline/word_tokenize", "pipeline/text_normalize"):
            bare = ModuleType(".".join(("underthesea", *Path(folder).parts)))
            bare.__path__ = [str(package / folder)]
            sys.modules[bare.__name__] = bare
        return import_module(name)
    finally:
        for loaded in [module for module in sys.modules if module.partition(".")[0] == "underthesea"]:
            del sys.modules[loaded]


def read_model(data: bytes) -> tuple[dict[str, dict[str, float]], tuple[tuple[float, float], tuple[float, float]]]:
    """
    Weights by template and value, and the steps between labels, of a model of the labels B-W and I-W.

    Raises ValueError for another kind of file.
    """
    magic, _, kind, version, _, labels, attributes, at_features, at_labels, at_attributes, _ = _HEADER.unpack_from(data)
    names = _strings(data, at_labels, labels)
    if (magic, kind, version) != (b"lCRF", b"FOMC", 100) or sorted(names) != ["B-W", "I-W"]:
        raise ValueError("underthesea's word segmenter is no CRFsuite model of B-W and I-W: install the pinned version")
    sign = [1.0 if name == "I-W" else -1.0 for name in names]
    found = [0.0] * attributes
    steps: dict[tuple[str, str], float] = {}
    (count,) = struct.unpack_from("<I", data, at_features + 8)
    for is_step, source, label, weight in _FEATURE.iter_unpack(data[at_features + 12 :][: count * _FEATURE.size]):
        if is_step:
            steps[names[source], names[label]] = weight
        else:
            found[source] += sign[label] * weight
    weights: dict[str, dict[str, float]] = {}
    for name, weight in zip(_strings(data, at_attributes, attributes), found, strict=True):
        template, _, value = name.partition("=")
        weights.setdefault(template, {})[value] = weight
    rows = (("B-W", "B-W"), ("B-W", "I-W")), (("I-W", "B-W"), ("I-W", "I-W"))
    (one, two), (three, four) = (tuple(steps.get(step, 0.0) for step in row) for row in rows)
    return weights, ((one, two), (three, four))


def _strings(data: bytes, at: int, count: int) -> list[str]:
    """The strings of a constant database at byte `at`, by their number: each is preceded by its number and size."""
    (back,) = struct.unpack_from("<I", data, at + 20)
    starts = [at + place + 8 for place in struct.unpack_from(f"<{count}I", data, at + back)]
    return [data[start : data.index(b"\0", start)].decode() for start in starts]
