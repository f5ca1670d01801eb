"""Sources in: a path or standard input becomes an `Article`."""

from dataclasses import fields as fields_of

from annotations.models import Article, Source
from annotations.text import clean_line
from tuireader.articles import plain
from tuireader.articles.opening import read
from tuireader.articles.sniff import refuse_binary


def load(location: str, fields: Source = Source()) -> Article:  # noqa: B008 - frozen, so sharing one is safe
    """Read the source at `location`, a path or `-` for standard input.

    `fields` holds what the person gave and wins field by field over what the source says of itself.
    Raises SourceError, one sentence, where there is nothing to read.
    """
    data = read(location)
    refuse_binary(location, data)
    return plain.load(location, data, _cleaned(fields))


def _cleaned(source: Source) -> Source:
    return Source(**{field.name: clean_line(getattr(source, field.name)) for field in fields_of(source)})
