"""Opening an address in the person's browser, which must never write into the terminal."""

import shutil
import subprocess
import sys
from collections.abc import Mapping

from tuireader.paths import is_address


def open_in_browser(url: str, environ: Mapping[str, str]) -> str:
    """Hand an http or https address to the desktop; empty when it was taken, else a sentence with the way out."""
    if not is_address(url):
        return "No address is known"
    desktop = sys.platform == "darwin" or any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSLENV"))
    names = ("open",) if sys.platform == "darwin" else ("wslview", "xdg-open")
    opener = next(filter(None, map(shutil.which, names)), None) if desktop else None
    if opener is None:
        return f"There is no browser to reach from here: {url}"
    quiet = subprocess.DEVNULL
    try:
        subprocess.Popen([opener, url], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603 - an address checked above, and no shell
    except OSError as error:
        return f"The browser didn't start ({error.strerror}): {url}"
    return ""
