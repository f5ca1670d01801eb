"""What each act of the table does on the reading screen, by subject."""

from collections.abc import Mapping

from tuireader.screens.acts import copying, page, sidebar, ways
from tuireader.screens.acts.deed import Deed

DEEDS: Mapping[str, Deed] = {**copying.DEEDS, **page.DEEDS, **sidebar.DEEDS, **ways.DEEDS}
"""The acts that need the screen, by name; those that don't are in `simple`."""
