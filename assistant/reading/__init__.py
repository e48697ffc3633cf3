"""From a file to a ``Document``: pages, sections, sentences, footnotes, and what the document says of itself."""

from assistant.reading.read import read_file

__all__ = ["read_file"]
