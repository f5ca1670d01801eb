"""The article pane: `graphemes` and `layout` measure and wrap, `caret` moves, `spans` composes, `widget` draws."""
