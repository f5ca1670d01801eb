"""Quotations of an article: what stands in marks, who says it, with which cue and where."""

from annotations.quotations.engine import Part, find_in_parts, find_quotations

__all__ = ["Part", "find_in_parts", "find_quotations"]
