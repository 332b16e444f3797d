"""Each face turns one wire into operations and their results back."""
