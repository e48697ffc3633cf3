"""Looking after an installation: whether everything is there, whole, and where it should be."""
