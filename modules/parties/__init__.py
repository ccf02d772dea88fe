"""People and organisations that come to us, or that a matter is about.

The only place for names, identity numbers and phones: everything else points here.
"""
