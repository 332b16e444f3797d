"""``methods``, ``profile``, ``event.*``: what every caller may call without a scope."""
