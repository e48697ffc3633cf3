"""Word documents, with their footnotes, numbering and hidden text."""
