"""The families of the document generator."""
