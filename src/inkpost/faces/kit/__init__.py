"""What the faces share: callers, the thread-pool hop, request ids, logging."""
