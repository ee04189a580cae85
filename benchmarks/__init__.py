"""What is measured: `python -m benchmarks.evaluate` (finding) and `python -m benchmarks.speed` (time)."""
