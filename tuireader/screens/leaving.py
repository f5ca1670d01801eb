"""Where the reading screen leads out: what it asks of the program, to end or to show something else in its place."""

from dataclasses import dataclass

from textual.message import Message


class Finished(Message, namespace="reader_screen"):
    """The person quits, and all that was typed is saved."""


@dataclass
class Library(Message, namespace="reader_screen"):
    """The library is asked for."""

    said: str = ""
    """What to say there at first."""
    query: str = ""
    """What to look for there at first."""


@dataclass
class Done(Message, namespace="reader_screen"):
    """The article was read; on to the next."""

    article: str
    """Its id."""


@dataclass
class Checking(Message, namespace="reader_screen"):
    """A draft is to be checked."""

    draft: str
    """The file."""


@dataclass
class Chosen(Message, namespace="reader_screen"):
    """Another article of the library is to be read."""

    article: str
    """Its id."""


@dataclass
class Followed(Message, namespace="reader_screen"):
    """What an entry of a feed leads to is to be read."""

    address: str
    """Where it is."""
