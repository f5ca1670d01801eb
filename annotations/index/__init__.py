"""The derived index over a library, in SQLite: built at will from the files, never the truth, thrown away if damaged.

An `Index` is a file; `building` brings it up to the library; `lookups` and `searching` ask it.
"""

from annotations.index.database import Damaged, Index
from annotations.index.query import Query, typed

__all__ = ["Damaged", "Index", "Query", "typed"]
