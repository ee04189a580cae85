"""A draft against the reports: what is looked up, where it may stand, and how it differs (see retrieval/verify.py)."""
