"""People who need care or supervision (重点人员): who looks after them, how often they are visited, when next.

Names are masked on every list and page; the page with everything asks for a reason each time. The module is installed
only where it is asked for: `flask module install keypersons`.
"""
