"""A .docx with comments and tracked changes, all else in it as it was (see retrieval/checking/checked.py)."""
