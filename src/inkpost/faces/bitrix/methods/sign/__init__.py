"""The methods of the scopes that begin with ``sign``."""
