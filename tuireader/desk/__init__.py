"""The reading desk: an open article with all that a person can do with it, and no screen."""
