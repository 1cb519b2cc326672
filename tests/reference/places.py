"""Vertices at one place, triangles that count, and which way round they face: adjacency goes by place."""

from collections import defaultdict
from itertools import product

import numpy as np

SAME_PLACE_MM = 1e-6


def places_of(points):
    """For each vertex the first vertex at its place: the lowest that is a place itself and within the tolerance."""
    cells, place = defaultdict(list), np.arange(len(points))
    for vertex, where in enumerate(points):
        cell = np.floor(where / SAME_PLACE_MM).astype(np.int64)
        near = [u for off in product((-1, 0, 1), repeat=3) for u in cells.get(tuple(cell + off), ())
                if np.sqrt(((points[u] - where) ** 2).sum()) <= SAME_PLACE_MM]
        if near:
            place[vertex] = min(near)
        else:
            cells[tuple(cell)].append(vertex)
    return place


def counting(corners):
    """True for triangles with three places that no earlier one has."""
    seen, counts = set(), np.zeros(len(corners), bool)
    for index, triangle in enumerate(corners):
        key = frozenset(triangle.tolist())
        counts[index] = len(key) == 3 and key not in seen
        seen.add(key)
    return counts


def edges_of(corners):
    """{(lower, higher): triangles there}"""
    found = defaultdict(list)
    for index, triangle in enumerate(corners.tolist()):
        for k in range(3):
            found[tuple(sorted((triangle[k], triangle[(k + 1) % 3])))].append(index)
    return found


def _runs(triangle, edge):
    k = triangle.index(edge[0])
    return triangle[(k + 1) % 3] == edge[1]


def components(corners):
    """Component of each triangle, and the corners turned so that neighbours agree; None for the latter where they cannot."""
    turned, component, edges = corners.tolist(), np.full(len(corners), -1), edges_of(corners)
    around = defaultdict(list)
    for edge, members in edges.items():
        for index in members:
            around[index].append(edge)
    for seed in range(len(turned)):
        stack = [seed] if component[seed] < 0 else []
        if stack:
            component[seed] = component.max() + 1
        while stack:
            here = stack.pop()
            for edge in around[here]:
                for other in edges[edge]:
                    if component[other] >= 0:
                        continue
                    component[other] = component[here]
                    if len(edges[edge]) == 2 and _runs(turned[other], edge) == _runs(turned[here], edge):
                        turned[other] = turned[other][::-1]
                    stack.append(other)
    agree = all(len(m) != 2 or _runs(turned[m[0]], e) != _runs(turned[m[1]], e) for e, m in edges.items())
    return component, np.array(turned).reshape(-1, 3) if agree else None
