"""Values and their rules: no database, no HTTP, no vendor."""
