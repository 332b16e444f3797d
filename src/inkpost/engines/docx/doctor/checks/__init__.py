"""The checks, one module for each concern; each takes an opened template and yields faults."""
