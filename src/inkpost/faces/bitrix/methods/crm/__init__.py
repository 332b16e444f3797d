"""The families of the CRM."""
