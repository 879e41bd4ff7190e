"""Tests: engine, studio, stories, faults, oracles and benchmarks."""
