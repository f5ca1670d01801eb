"""The programs that lead to a clipboard, in the order in which they are tried."""

import base64
import sys
from collections.abc import Callable
from dataclasses import replace

from annotations.dataclass import dataclass

PYPERCLIP = "pyperclip"
RICH = " (rich text, no plain)"
SOURCE = " (HTML source)"


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that writes what it is given to a clipboard, and one that reads it back."""

    name: str
    write: tuple[str, ...]
    read: tuple[str, ...]
    needs: str | None = None
    """The variable without which the tool has nothing to talk to."""
    encode: Callable[[str], bytes] = str.encode
    decode: Callable[[bytes], bytes] = bytes
    """Turns what `read` prints into UTF-8."""
    safely_read: int | None = None
    """Bytes above which the tool may end for having been read."""
    rich: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    """The commands that write and read HTML; a program that asks for plain text then gets nothing."""


# PowerShell's output goes through the console's code page, which Base64 survives.
_GET_CLIPBOARD = "[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes((Get-Clipboard -Raw)))"

TOOLS = (
    # Without a type wl-copy guesses one from the text, and "[Desktop Entry]" then can't be pasted as text.
    Tool(
        "wl-copy",
        ("wl-copy", "--type", "text/plain"),
        ("wl-paste", "--no-newline", "--type", "text"),
        needs="WAYLAND_DISPLAY",
        rich=(("wl-copy", "--type", "text/html"), ("wl-paste", "--no-newline", "--type", "text/html")),
    ),
    Tool(
        "xclip",
        ("xclip", "-selection", "clipboard"),
        ("xclip", "-selection", "clipboard", "-o"),
        needs="DISPLAY",
        rich=(
            ("xclip", "-selection", "clipboard", "-t", "text/html"),
            ("xclip", "-selection", "clipboard", "-t", "text/html", "-o"),
        ),
    ),
    # Seen in xsel 1.2.0: above 4,000 bytes it hands over in pieces, and after the last it ends in some of the cases.
    Tool(
        "xsel",
        ("xsel", "--clipboard", "--input"),
        ("xsel", "--clipboard", "--output"),
        needs="DISPLAY",
        safely_read=4000,
    ),
    Tool("pbcopy", ("pbcopy",), ("pbpaste",)),
    Tool(
        "clip.exe",
        ("clip.exe",),
        ("powershell.exe", "-NoProfile", "-NonInteractive", "-Command", _GET_CLIPBOARD),
        needs="WSL_DISTRO_NAME",
        encode=lambda text: text.encode("utf-16-le"),
        decode=base64.b64decode,
    ),
    # `-P`: a file called pyperclip.py in the folder where the reader works must not be run.
    Tool(
        PYPERCLIP,
        (sys.executable, "-P", "-c", "import sys, pyperclip; pyperclip.copy(sys.stdin.buffer.read().decode())"),
        (sys.executable, "-P", "-c", "import sys, pyperclip; sys.stdout.buffer.write(pyperclip.paste().encode())"),
    ),
)
TMUX = Tool("tmux buffer", ("tmux", "load-buffer", "-"), ("tmux", "show-buffer"))
FORWARDING = Tool("tmux buffer", ("tmux", "load-buffer", "-w", "-"), ("tmux", "show-buffer"))


def enriched(tool: Tool) -> Tool:
    """The tool as it takes HTML."""
    if tool.rich is None:
        return tool
    write, read = tool.rich
    return replace(tool, name=tool.name + RICH, write=write, read=read)
