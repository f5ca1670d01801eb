"""Writes the tables of keys in the README again, from the table of actions.

python docs/keys.py
"""

from pathlib import Path

from tuireader.actions import Context, actions_of

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- keys -->\n", "<!-- /keys -->\n"


def tables() -> str:
    """One Markdown table a context."""
    parts = []
    for context in Context:
        rows = [
            f"| {' '.join(_code(key) for key in action.keys)} | {action.help} | `{action.id}` |"
            for action in actions_of(context)
        ]
        parts.append("\n".join([f"**{context.value.capitalize()}**", "", "| keys | | name |", "|---|---|---|", *rows]))
    return "\n" + "\n\n".join(parts) + "\n\n"


def _code(key: str) -> str:
    return f"`` {key} ``" if "`" in key else f"`{key}`"


def written(text: str) -> str:
    """A README with its tables made again."""
    before, rest = text.split(BEGIN)
    return before + BEGIN + tables() + END + rest.split(END)[1]


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
