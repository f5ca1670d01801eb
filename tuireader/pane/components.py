"""Parts of a widget whose styles are worked out when something is drawn in them.

Textual works out all of a widget's component classes at each change of its styles, and there are three before the first
page, which shows a few of them.
"""

from textual.css.styles import RenderStyles
from textual.dom import DOMNode
from textual.widget import Widget


class Components(Widget):
    """A widget with such parts: any class that its CSS has rules for, and none is named in COMPONENT_CLASSES."""

    def get_component_styles(self, *names: str) -> RenderStyles:
        """The styles of some parts, the later over the earlier."""
        for name in names:
            if name not in self._component_styles:
                part = DOMNode(classes=name)
                part._attach(self)  # as Textual does it
                self.app.stylesheet.apply(part)
                self._component_styles[name] = part.styles
        return super().get_component_styles(*names)

    def notify_style_update(self) -> None:
        """Take over a new theme or state."""
        self._component_styles.clear()
        super().notify_style_update()
