"""First names with gender, and words of names made comparable."""

import unicodedata
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def first_names() -> dict[str, str]:
    """`m` or `f` for each first name of `data/names.txt`, in lower case without accents."""
    found: dict[str, str] = {}
    gender = ""
    for line in (_DATA / "names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            gender = line[1]
        elif not line.startswith("#"):
            found.update(dict.fromkeys(line.lower().split(), gender))
    return found


def folded(word: str) -> str:
    """A word in lower case without accents, Arabic article or possessive ending, for comparing names."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    if not low.isascii():
        low = "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))
    return low.removeprefix("al-").removeprefix("el-").strip(".")
