"""``department.*``."""
