"""The Compare place."""
