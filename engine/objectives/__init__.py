"""Pre-training objectives: what is hidden from the model and what it must say, one file each."""
