"""A question becomes ranked hits: searched by meaning and by words, fused, and gated."""
