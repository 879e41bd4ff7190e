"""Look: every attention head at every recorded step."""
