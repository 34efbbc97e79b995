"""Which texts of a library come nearest to a text: the words decide, nobody's judgment.

    library = Library([Entry(1, "..."), Entry(2, "...")])
    nearest(library, text, k=5)  # -> [Near(key=2, score=0.71, spans=..., own=...), ...]

A library is built once and asked often; how it looks inside may change, these four names stay.
"""

from xuncha.engines.similarity.folding import Folded, fold
from xuncha.engines.similarity.library import LEAST, Entry, Library, Near, nearest

__all__ = ["LEAST", "Entry", "Folded", "Library", "Near", "fold", "nearest"]
