"""Pure machinery: no database, no HTTP."""
