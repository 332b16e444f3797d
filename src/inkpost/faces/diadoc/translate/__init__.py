"""The wire to the model and back, pure: a module for each noun."""
