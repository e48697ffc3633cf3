"""Passages that are written for a language model, not for a reader: found when a document is read."""
