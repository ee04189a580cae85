"""What is handed out: a sheet of blocks, and the writers of docx, Markdown and HTML (see retrieval/excerpts.py)."""
