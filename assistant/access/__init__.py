"""What may be done with a text by its markings: pure decisions, each with its reason in words."""
