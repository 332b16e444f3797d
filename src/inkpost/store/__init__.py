"""SQL and files: one module per noun."""
