"""
underthesea's word segmentation, decoded here: its tokens, model, templates and dictionary, our arithmetic.

`word_tokenize` writes 43 feature strings for each syllable and hands them to its tagger: nine tenths of its
time (measured 2026-11). Nearly all of them are unknown to the model, and what a run of syllables weighs does not
depend on where it stands; so each distinct run is weighed once. The words are the library's own, word for word:
a test holds one against the other.

The model file is CRFsuite's (Okazaki 2007, "lCRF", version 100): a header, the features, and constant
databases ("CQDB") of labels and attributes, all little-endian.
"""

from __future__ import annotations

import pickle
import re
import struct
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

MOST_RUNS = 50_000  # remembered of each length; a long archive starts afresh after so many (about 8 MB each)
FOLDER = "ws_crf_vlsp2013_20230727"
_HEADER = struct.Struct("<4sI4s8I")
_FEATURE = struct.Struct("<IIId")
_TEMPLATE = re.compile(r"T\[(-?\d+)(?:,(-?\d+))?\](?:\.(\w+))?")
_SAID = ("False", "True")
_VALUES = (None, "lower", "isdigit", "istitle", "is_in_dict")  # what a template may ask of a run of syllables

Weights = Mapping[str, float]  # by the value of one template: how much more it speaks for "inside" than for "begin"
Place = tuple[int, int, list[tuple[int, Weights]]]  # first and last syllable; (index in _VALUES, weights) by template


class Segmenter:
    """
    Words of a Vietnamese text, as `underthesea.word_tokenize(text, use_token_normalize=False)` gives them.

    `weights` by template ("T[-1,0].lower"), `steps` from (begin, inside) to (begin, inside). Raises ValueError
    for a template of another form.
    """

    def __init__(
        self,
        split: Callable[[str], Sequence[str]],
        weights: Mapping[str, Weights],
        steps: tuple[tuple[float, float], tuple[float, float]],
        dictionary: Collection[str],
    ) -> None:
        self._split, self._steps, self._dictionary = split, steps, dictionary
        places: dict[tuple[int, int], list[tuple[int, Weights]]] = {}
        for template, known in weights.items():
            match = _TEMPLATE.fullmatch(template)
            if match is None or match[3] not in _VALUES:
                raise ValueError(f"the feature template {template!r} of underthesea's word segmenter is unknown")
            first = int(match[1])
            places.setdefault((first, int(match[2] or first)), []).append((_VALUES.index(match[3]), known))
        self._places: dict[int, list[Place]] = {}
        for (first, last), made in places.items():
            self._places.setdefault(last - first + 1, []).append((first, last, made))
        self._runs: dict[int, dict[str, tuple[float, ...]]] = {size: {} for size in self._places}

    def __call__(self, text: str) -> list[str]:
        """The words of `text`, syllables of one word joined by a space."""
        words: list[str] = []
        syllables = self._split(text)
        for syllable, inside in zip(syllables, self._inside(syllables), strict=True):
            if inside and words:
                words[-1] += " " + syllable
            else:
                words.append(syllable)
        return words

    def _inside(self, syllables: Sequence[str]) -> list[bool]:
        """Whether each syllable goes on the word before it: the best path through two labels (Viterbi)."""
        (begin_begin, begin_inside), (inside_begin, inside_inside) = self._steps
        begin, inside = 0.0, 0.0
        from_inside: list[tuple[bool, bool]] = []
        for number, weight in enumerate(map(sum, zip(*self._columns(syllables), strict=True))):
            if number:
                to_begin, to_inside = (
                    inside + inside_begin > begin + begin_begin,
                    inside + inside_inside > begin + begin_inside,
                )
                from_inside.append((to_begin, to_inside))
                begin, inside = (
                    inside + inside_begin if to_begin else begin + begin_begin,
                    inside + inside_inside if to_inside else begin + begin_inside,
                )
            inside += weight
        path = [inside > begin] if syllables else []
        for steps in reversed(from_inside):
            path.append(steps[path[-1]])
        return path[::-1]

    def _columns(self, syllables: Sequence[str]) -> Iterator[list[float]]:
        """For each place a template looks at, what it weighs at each syllable."""
        count = len(syllables)
        for size, places in self._places.items():
            weighed = list(zip(*self._weighed(size, syllables), strict=True)) or [()] * len(places)
            for (first, _, made), column in zip(places, weighed, strict=True):
                before = [_edge(made, "BOS")] * -first
                found = [*before, *column[max(first, 0) :]]
                yield (found + [_edge(made, "EOS")] * (count - len(found)))[:count]

    def _weighed(self, size: int, syllables: Sequence[str]) -> list[tuple[float, ...]]:
        """What each run of `size` syllables weighs at each of its places."""
        known = self._runs[size]
        if len(known) > MOST_RUNS:
            known.clear()
        runs = syllables if size == 1 else list(map(" ".join, zip(*(syllables[i:] for i in range(size)), strict=False)))
        for run in runs:
            if run not in known:
                known[run] = self._weigh(size, run)
        return [known[run] for run in runs]

    def _weigh(self, size: int, run: str) -> tuple[float, ...]:
        low = run.lower()
        title = run[0].upper() == run[0] and all(word[0].upper() == word[0] for word in run.split())
        digit = size == 1 and run.isascii() and run.isdigit()
        values = (run, low, _SAID[digit], _SAID[title], _SAID[low in self._dictionary])
        weights = []
        for _, _, made in self._places[size]:
            weight = 0.0
            for index, known in made:
                if values[index] in known:
                    weight += known[values[index]]
            weights.append(weight)
        return tuple(weights)


def _edge(made: Sequence[tuple[int, Weights]], value: str) -> float:
    return sum(known.get(value, 0.0) for _, known in made)


@lru_cache(maxsize=1)
def segmenter() -> Segmenter:
    """The segmenter of the installed underthesea."""
    from underthesea.pipeline.word_tokenize.regex_tokenize import normalize_characters_in_text, patterns

    folder = files("underthesea.pipeline.word_tokenize") / "models" / FOLDER
    templates: list[str] = pickle.loads((folder / "features.bin").read_bytes())  # noqa: S301 (the library's own file)
    dictionary: set[str] = pickle.loads((folder / "dictionary.bin").read_bytes())  # noqa: S301
    weights, steps = read_model((folder / "models.bin").read_bytes())
    return Segmenter(
        lambda text: [match.group() for match in patterns.finditer(normalize_characters_in_text(text))],
        {template: weights.get(template, {}) for template in templates},
        steps,
        dictionary,
    )


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
