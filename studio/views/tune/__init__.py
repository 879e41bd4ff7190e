"""The Tune place."""
