"""Methods of people at work."""
