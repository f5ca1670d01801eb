"""What the program speaks of: articles and their versions, marks in them, all that is recorded, quotations."""

from annotations.models.anchor import Anchor, Selector
from annotations.models.article import Article, Kind, Paragraph, Source, Version
from annotations.models.quotation import Quotation, QuotationKind, Sure
from annotations.models.record import (
    ROLES,
    Anchored,
    Annotation,
    Clip,
    Details,
    FurnitureMark,
    Guard,
    GuardKind,
    Record,
    Role,
    SourceFields,
    Speaker,
    TurnName,
)

__all__ = [
    "ROLES",
    "Anchor",
    "Anchored",
    "Annotation",
    "Article",
    "Clip",
    "Details",
    "FurnitureMark",
    "Guard",
    "GuardKind",
    "Kind",
    "Paragraph",
    "Quotation",
    "QuotationKind",
    "Record",
    "Role",
    "Selector",
    "Source",
    "SourceFields",
    "Speaker",
    "Sure",
    "TurnName",
    "Version",
]
