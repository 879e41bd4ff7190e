"""Looks into a model, while it learns and afterwards.

What only reckons with recorded maps needs no tensor, so that the window can do it at once: import
from the modules themselves.
"""
