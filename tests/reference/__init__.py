"""A second, independent implementation of the analysis, for comparison with the program's numbers.

It follows the written definitions only and prefers other algorithms than a fast program would:
generic polygon clipping, geometric matching of shared borders, brute force closest points,
shortest paths over a mesh with many extra nodes. It is slow and plain on purpose.
"""
