"""The version of the kernel. Raising it asks every site for `flask module upgrade`."""

KERNEL_VERSION = "1.6.2"
