"""Train what reads a clause: ``python -m benchmarks.check.sentences [--write]``.

Prints how often the class is right on every fifth sentence, kept out in turn.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np

from benchmarks.descent import descend
from xuncha.engines.checking import residents, wording
from xuncha.engines.checking.acts import hints
from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.prose import fold
from xuncha.engines.checking.settings import Settings
from xuncha.engines.checking.wording import (
    AGREE,
    CHANGE,
    DENY,
    EMPTY,
    LASTING,
    LATER,
    MATTER,
    ONCE,
    PAPER,
    TALK,
    WORD,
    Model,
)  # fmt: skip

HERE = Path(__file__).parent
SHIPPED = Path(wording.__file__).with_name("wording_model.json")
GIST = (CHANGE, TALK, WORD, EMPTY, LATER)
ASKS = (MATTER, PAPER)
LASTS = (ONCE, LASTING)
RESIDENTS = (AGREE, DENY)
Labelled = tuple[frozenset[str], int]
_GOES_ON = re.compile(
    r"制度|机制|流程|办法|细则|规[定则范程约]|每|定期|实行|统一|常|凡|清单|[管规]理|日|轮|分设|专人|长效|执行|改为|换成|按月|小时"
)
"""Words of what goes on: other sentences serve as examples of what was done once."""
_FOLDS = 5


def sentences(classes: tuple[str, ...]) -> list[tuple[str, int]]:
    """The sentences of the classes, in an order of chance that is always the same."""
    told = [
        (line, at)
        for at, name in enumerate(classes)
        for line in (HERE / f"{name}.txt").read_text("utf-8").splitlines()
        if line
    ]
    if classes == LASTS:
        told += [
            (line, LASTS.index(ONCE)) for line, _ in sentences(GIST) if not _GOES_ON.search(line)
        ]
    Random(1).shuffle(told)
    return told


def read(classes: tuple[str, ...]) -> list[Labelled]:
    """Features as the engine sees them."""
    lexicon = Lexicon(Settings.default())
    told = sentences(classes)
    found: dict[tuple[str, ...], Callable[[str], tuple[str, ...]]] = {
        GIST: lambda text: hints(text, lexicon),
        RESIDENTS: residents.hints,
    }
    more = found.get(classes, _nothing)
    return [
        (frozenset(wording.grams(text) | {f"={one}" for one in more(fold(text))}), label)
        for text, label in told
    ]


def _nothing(_text: str) -> tuple[str, ...]:
    return ()


def train(told: list[Labelled], classes: tuple[str, ...]) -> Model:
    """Softmax regression by Adam over all sentences at once; rarer classes weigh more."""
    held_in = Counter(one for features, _ in told for one in features)
    names = {one: at for at, one in enumerate(sorted(k for k, n in held_in.items() if n > 1))}
    given = np.zeros((len(told), len(names)), dtype=np.float32)
    for at, (features, _) in enumerate(told):
        known = [names[one] for one in features if one in names]
        given[at, known] = 1 / np.sqrt(max(1, len(known)))
    labels = [label for _, label in told]
    wanted = np.eye(len(classes), dtype=np.float32)[labels]
    share = (1 / np.sqrt(wanted.sum(axis=0)))[labels][:, None]
    weights, bias = descend(given, wanted, share / share.sum(), steps=120, rate=0.1, decay=1e-4)
    rows = np.round(weights * 100).astype(int)
    return Model(
        classes,
        tuple(round(float(one) * 100) / 100 for one in bias),
        {one: tuple(rows[at] / 100) for one, at in names.items() if np.abs(rows[at]).max() > 9},
    )


def confusion(told: list[Labelled], classes: tuple[str, ...]) -> np.ndarray:
    """Rows: what it is; columns: what the model says that had not seen it."""
    counts = np.zeros((len(classes),) * 2, dtype=int)
    for fold_at in range(_FOLDS):
        model = train([one for at, one in enumerate(told) if at % _FOLDS != fold_at], classes)
        for features, label in told[fold_at::_FOLDS]:
            shares = model.shares(features)
            counts[label, classes.index(max(shares, key=lambda one: shares[one]))] += 1
    return counts


def write(models: dict[str, Model]) -> None:
    """The models as the program ships them, weights in hundredths."""
    told = {
        name: {
            "classes": one.classes,
            "bias": [round(value * 100) for value in one.bias],
            "weights": {
                gram: [round(value * 100) for value in row]
                for gram, row in sorted(one.weights.items())
            },
        }
        for name, one in models.items()
    }
    SHIPPED.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check.sentences")
    parser.add_argument("--write", action="store_true", help="write the model that ships")
    args = parser.parse_args()
    models = {}
    for name, classes in (("gist", GIST), ("asks", ASKS), ("lasts", LASTS), ("says", RESIDENTS)):
        told = read(classes)
        counts = confusion(told, classes)
        print(f"{name}: {len(told)} 句，没有学过的说对 {counts.trace() / counts.sum():.3f}")
        for label, row in zip(classes, counts.tolist(), strict=True):
            print(f"  {label:7}", *(f"{one:5d}" for one in row))
        models[name] = train(told, classes) if args.write else None
    if args.write:
        write({name: one for name, one in models.items() if one is not None})
        print(SHIPPED, SHIPPED.stat().st_size)


if __name__ == "__main__":
    main()
