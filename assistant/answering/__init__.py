"""Hits become an Answer: sentences chosen, cited to the character, or an honest refusal."""
