"""How many tokens a text has at most, for models whose tokenizer is not at hand."""

from __future__ import annotations

import re

# A word of so many letters is one token or fewer in the byte-pair vocabularies in use, when it is of a language that
# they were made from; digits and signs may be a token each.
LETTERS_PER_TOKEN = 3
_PIECES = re.compile(r"[^\W\d_]+|\S")


def most_tokens(text: str) -> int:
    """An upper bound: words counted by their letters, three to a token, every digit and sign for itself."""
    return sum(-(-len(piece) // LETTERS_PER_TOKEN) for piece in _PIECES.findall(text))
