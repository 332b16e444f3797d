"""A small world to try, and the life of one document in it."""
