"""``user.*`` of the scopes ``user``, ``user_basic`` and ``user_brief``."""
