"""What is left after kill -9: `python -m tests.reliability.kill`, and a short run of it as a test."""
