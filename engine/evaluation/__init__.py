"""Evaluations: what a trained run is worth, in figures beside what they must beat.

Importing this package loads no tensor library: the window lists them from `catalogue`.
"""
