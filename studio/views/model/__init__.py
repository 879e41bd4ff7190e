"""The Model page: how large, of which parts, and what that costs."""
