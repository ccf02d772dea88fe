"""The pages of the door: signing in and out, one's own account, revealing a sealed value."""
