"""Makes `tests.fakes` this folder's, whatever else is installed under the name of tests."""
