"""The kernel: a general house for admin systems made of modules. It knows nothing of mediation."""
