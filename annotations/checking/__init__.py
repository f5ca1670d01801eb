"""The quotations of a draft against sources: which words match, which were lawfully edited, which were altered."""

from annotations.checking.checker import check
from annotations.checking.models import Change, Checked, Draft, Given, Label

__all__ = ["Change", "Checked", "Draft", "Given", "Label", "check"]
