"""Frozen dataclasses that are made quickly.

Python compiles six functions for a frozen dataclass, at every start: some sixty classes took an eighth of the way to
the first page. Here only `__init__` is compiled, with the first object of its class; the others are written once. That
nothing is assigned to afterwards is checked by the type checker, which takes `dataclass` for Python's own, and no
longer when the program runs, so that making an object is quicker too.
"""

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

_unfinished: dict[type[Any], Callable[[], None]] = {}
"""What compiles the `__init__` of a class of which there is no object yet."""


def finish() -> None:
    """Compile what was put off, so that no key waits for the first object of a class."""
    for one in list(_unfinished.values()):
        one()


def _dataclass(*, frozen: Literal[True], slots: bool = False, kw_only: bool = False) -> Callable[[type[Any]], Any]:  # noqa: ARG001 - for the type checker
    """What `dataclasses.dataclass` does with these arguments."""

    def made(given: type[Any]) -> Any:
        given.__doc__ = given.__doc__ or given.__qualname__  # else Python writes one, from a signature
        cls: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(given)
        names = [field.name for field in dataclasses.fields(cls)]
        values = attrgetter(*names)

        def compiled() -> None:
            _unfinished.pop(cls, None)
            cls.__init__ = _init(cls)

        def first(self: object, *given: object, **named: object) -> None:
            compiled()
            cls.__init__(self, *given, **named)

        def equals(self: object, other: object) -> bool:
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

        def shown(self: object) -> str:
            fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
            return f"{self.__class__.__qualname__}({fields})"

        def hashed(self: object) -> int:
            return hash(values(self))

        for name, method in (("__init__", first), ("__eq__", equals), ("__hash__", hashed), ("__repr__", shown)):
            setattr(cls, name, method)
        _unfinished[cls] = compiled
        return cls

    return made


def _init(cls: type[Any]) -> Any:
    """The `__init__` that Python makes for a class with these fields."""
    own: Any = dataclasses.field
    fields = [
        (one.name, Any, own(default=one.default, default_factory=one.default_factory, kw_only=one.kw_only))
        for one in dataclasses.fields(cls)
    ]
    return vars(dataclasses.make_dataclass(cls.__qualname__, fields, repr=False, eq=False))["__init__"]


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    dataclass = _dataclass
