"""Training: one step that knows no objective by name, its budget, checkpoints and thread."""
