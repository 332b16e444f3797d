"""The families of the Drive, as far as documents need it."""
