"""Inkpost: an open, self-hosted document server."""
