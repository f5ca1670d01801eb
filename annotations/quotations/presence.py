"""Who is present at one place of an article: a memory of those spoken of that fades."""

from annotations.quotations.cast import Cast, Member


class Memory:
    """How present each member of the cast is at one place of the article."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.weights: dict[Member, float] = {}

    def add(self, member: Member, weight: float) -> None:
        """Speaks of a member."""
        self.weights[member] = self.weights.get(member, 0.0) + weight

    def fade(self, share: float) -> None:
        """Lets time pass."""
        self.weights = {member: weight * share for member, weight in self.weights.items() if weight > 0.01}

    def best(self, gender: str, barred: frozenset[Member] = frozenset()) -> tuple[Member | None, float]:
        """The most present person of a gender, and that person's share of all presence that would fit."""
        fitting = []
        for member, weight in self.weights.items():
            if member.kind == "body" or (member.gender and member.gender != gender):
                continue
            if member.kind == "unknown" and not member.outside:
                continue  # a capital in what somebody says
            known = 1.0 if member.gender else 0.7 if member.kind in ("person", "unnamed") else 0.25
            fitting.append((weight * known * (0.1 if member in barred else 1.0), member))
        if not fitting:
            return None, 0.0
        total = sum(weight for weight, _ in fitting)
        weight, member = max(fitting, key=lambda pair: pair[0])
        return member, weight / total if total else 0.0
