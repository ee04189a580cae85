"""What a summary is made of: pieces, how telling they are, and the choice among them (see retrieval/summary.py)."""
