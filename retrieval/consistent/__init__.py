"""A draft against itself: one kind of contradiction a file (see retrieval/consistency.py)."""
