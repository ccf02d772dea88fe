"""Low-code: changes an administrator makes in the browser."""
