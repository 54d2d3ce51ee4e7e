"""What a maintainer of a book types and no build needs: ``python -m tools NAME``, in a checkout.

It stands beside the engine, not in it: who installs the engine to build a book gets none of this.
The tools import the engine; the engine never imports them.
"""
