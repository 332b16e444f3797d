"""Certificates, signatures and timestamps: made and checked, without a database and without HTTP."""
