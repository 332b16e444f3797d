"""One act, one right, one transaction, all its consequences."""
