"""A reader for journalists: mark what matters, copy attributed quotes, never lose a note."""

__version__ = "0.1.0"
