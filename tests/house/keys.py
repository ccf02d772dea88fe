"""Keys of the test houses; the audit hooks, once put on the session, want them in every application."""

KEYS = {
    name: f"test-{name.lower()}-{'0' * 32}" for name in ("SECRET_KEY", "DATA_KEY", "INDEX_KEY", "AUDIT_KEY")
}
