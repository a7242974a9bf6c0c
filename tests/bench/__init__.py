"""The benchmark: `make bench`. One worker against a raw ASGI ceiling that sends the same bytes, in the same run.

The machine sets the figures, so ratios are what counts: product and ceiling are driven in turns by the same load.
"""
