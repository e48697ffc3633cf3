"""The workspace store: answer sheets and positions, every version of them, in one database."""
