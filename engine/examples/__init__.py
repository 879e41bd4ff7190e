"""Examples of tasks: sentences with classes, words with tags, questions with answers.

Imports nothing: what reads them is torch-free, and loaded where it is asked for.
"""
