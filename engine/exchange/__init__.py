"""Models in the forms others read: where each weight stands there."""
