"""The eight places of the window, one folder each; none knows another."""
