"""Papers: template to numbered, hashed, archived PDF."""
