"""Questions about a document itself, answered from what it says of itself."""
