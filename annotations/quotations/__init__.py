"""Quotations of an article: what stands in marks, who says it, with which cue and where."""

from annotations.quotations.engine import find_cast, find_quotations

__all__ = ["find_cast", "find_quotations"]
