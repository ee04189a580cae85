"""Two reports side by side: their units, which answer to which, and what is written of it (see retrieval/diff.py)."""
