"""Other programs of this kind, each run on the same documents and questions in an environment of its own."""
