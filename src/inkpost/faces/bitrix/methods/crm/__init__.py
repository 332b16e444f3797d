"""``crm.*``: one file per family."""
