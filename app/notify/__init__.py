"""The inbox and the ports to the outside."""
