"""The encoder, its heads and what they cost."""
