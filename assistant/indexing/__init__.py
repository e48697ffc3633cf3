"""Documents become chunks, and chunks a published snapshot: Chroma for vectors, SQLite for text and words."""
