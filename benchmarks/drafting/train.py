"""Train the model that proposes a leaf: ``python -m benchmarks.drafting.train [--write]``.

Texts: the phrases and points of the fictional district and the taxonomy's own names. Held out:
every fourth phrase of each leaf, and ``leaves_held.txt``, written in other words by hand. Prints
how often the first leaf and one of the first three are right, and how often what clears the
threshold is.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

import numpy as np

from benchmarks.descent import descend
from xuncha.cycle.taxonomy.data import FOCUS, leaves, nodes
from xuncha.demo.texts.decisions import decisions
from xuncha.demo.texts.grammar import Pattern
from xuncha.demo.texts.phrasebook import book
from xuncha.engines.drafting import leaves as engine
from xuncha.engines.drafting.leaves import Model, features, grams_of, propose

HERE = Path(__file__).parent
SHIPPED = Path(engine.__file__).with_name("leaves_model.json")
Labelled = tuple[str, str]
_VARIANTS = 4
_KEPT = 110
"""Weights kept of each leaf, the largest."""


class _Blank(dict[str, str]):
    """Figures, names and places say nothing of the leaf: they part the words."""

    def __missing__(self, name: str) -> str:
        return "0"


def shipped_texts() -> tuple[list[Labelled], list[Labelled]]:
    """Texts to learn from, and every fourth phrase of each leaf."""
    rng, learned, kept = Random(4), [], []
    for code, phrases in book().items():
        own: list[Pattern] = [p for _, p in phrases.findings]
        own += [one.problem for one in phrases.issues]
        for at, pattern in enumerate(own):
            texts = {pattern.render(_Blank(), rng) for _ in range(_VARIANTS)}
            (kept if at % 4 == 3 else learned).extend((code, one) for one in sorted(texts))
        for head in phrases.heads:
            learned.append((code, head.render(_Blank(), rng)))
    for decision in decisions():
        for point in decision.points:
            learned.append((point.leaf, f"{point.text}。{'。'.join(point.signs)}"))
    above = {one.code: one for one in nodes()}
    for code, leaf in leaves().items():
        branch = above[leaf.parent or code]
        learned += [(code, leaf.name), (code, f"{branch.name}，{leaf.name}")]
    return learned, kept


def held_texts() -> list[Labelled]:
    """The sentences written by hand."""
    lines = (HERE / "leaves_held.txt").read_text("utf-8").strip().splitlines()
    return [(code, text) for code, text in (line.split("\t") for line in lines)]


def train(texts: list[Labelled]) -> Model:
    """Softmax regression over the grams, then only the largest weights of each leaf."""
    codes = list(leaves())
    held_in = Counter(gram for _, text in texts for gram in grams_of(text))
    idf = {
        gram: round(100 * math.log(len(texts) / count))
        for gram, count in held_in.items()
        if count > 1
    }
    names = {gram: at for at, gram in enumerate(sorted(idf))}
    told = np.zeros((len(texts), len(names)), dtype=np.float32)
    wanted = np.zeros((len(texts), len(codes)), dtype=np.float32)
    per_leaf = Counter(code for code, _ in texts)
    weight = np.array([1 / per_leaf[code] for code, _ in texts], dtype=np.float32)[:, None]
    for at, (code, text) in enumerate(texts):
        wanted[at, codes.index(code)] = 1
        for gram, value in features(text, idf).items():
            told[at, names[gram]] = value
    weights, bias = descend(told, wanted, weight / weight.sum(), steps=160, rate=0.25, decay=2e-6)
    return _pruned(codes, idf, sorted(idf), weights, bias)


def _pruned(
    codes: list[str], idf: dict[str, int], grams: list[str], weights: np.ndarray, bias: np.ndarray
) -> Model:
    kept: dict[str, dict[int, int]] = defaultdict(dict)
    for at in range(len(codes)):
        for place in np.argsort(-np.abs(weights[:, at]))[:_KEPT]:
            if value := round(float(weights[place, at]) * 100):
                kept[grams[place]][at] = value
    above = {one.code: one for one in nodes()}
    table = []
    for code in codes:
        names, parent = [], above[code].parent
        while parent:
            names.append(above[parent].name)
            parent = above[parent].parent
        table.append((code, above[code].name, (*names, FOCUS[above[code].focus]), above[code].main))
    known = {gram: idf[gram] for gram in sorted(kept)}
    return Model(tuple(table), tuple(round(float(one) * 100) for one in bias), known, kept)


def accuracy(model: Model, texts: list[Labelled], sure: float) -> dict[str, float]:
    """Shares of right answers: first, among three, same branch; and of those sure, how many and how
    right."""
    first = three = branch = said = right = 0
    for code, text in texts:
        scope = "village" if code.startswith("V") else "unit"
        told = propose(text, scope=scope, model=model)
        ranked = list(told)
        best = ranked[0] if ranked else ""
        first += best == code
        three += code in ranked[:3]
        branch += best.rpartition(".")[0] == code.rpartition(".")[0]
        if best and told[best] >= sure:
            said += 1
            right += best == code
    total = len(texts)
    return {
        "number": total, "first": first / total, "three": three / total, "branch": branch / total,
        "said": said / total, "right_of_said": right / said if said else 0.0,
    }  # fmt: skip


def write(model: Model) -> None:
    """The model as the program ships it."""
    told = {
        "leaves": model.leaves,
        "bias": model.bias,
        "idf": model.idf,
        "weights": {
            gram: [x for pair in sorted(model.weights[gram].items()) for x in pair]
            for gram in model.idf
        },
    }
    SHIPPED.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drafting.train")
    parser.add_argument("--write", action="store_true", help="write the model that ships")
    parser.add_argument("--sure", type=float, default=0.6)
    args = parser.parse_args()
    learned, kept = shipped_texts()
    model = train(learned)
    print("learned", accuracy(model, learned, args.sure))
    print("phrases held out", accuracy(model, kept, args.sure))
    print("written by hand", accuracy(model, held_texts(), args.sure))
    if args.write:
        whole = train(learned + kept)
        write(whole)
        print("shipped, written by hand", accuracy(whole, held_texts(), args.sure))
        print(SHIPPED, SHIPPED.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
