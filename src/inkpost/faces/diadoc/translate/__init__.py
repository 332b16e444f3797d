"""Between the vendor's messages and the project's own values, a module for each kind of thing."""
