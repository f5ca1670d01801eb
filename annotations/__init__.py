"""The annotation layer: texts, anchors, quotations and the journals that keep them. No screen, no network."""
