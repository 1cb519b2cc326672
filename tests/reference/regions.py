"""Connected patches: pieces are joined where their borders share a stretch of positive length."""

import numpy as np

from .clipping import BARY

SHARED_LENGTH = 1e-9  # as a share of a triangle's edge
ON_LINE = 1e-11


class DisjointSets:
    def __init__(self, count):
        self._parent = list(range(count))

    def root(self, item):
        while self._parent[item] != item:
            item = self._parent[item]
        return item

    def join(self, a, b):
        a, b = self.root(a), self.root(b)
        self._parent[max(a, b)] = min(a, b)

    def groups(self):
        found = {}
        for item in range(len(self._parent)):
            found.setdefault(self.root(item), []).append(item)
        return list(found.values())


def _interval_on_mesh_edge(polygon, corner_a, corner_b, flipped):
    """The stretch of one triangle edge that a piece touches, as positions along the edge."""
    opposite = 3 - corner_a - corner_b
    bary = polygon[:, BARY]
    on_edge = bary[np.abs(bary[:, opposite]) < ON_LINE]
    if len(on_edge) < 2:
        return None
    along = on_edge[:, corner_a if flipped else corner_b]
    return along.min(), along.max()


def _overlap(first, second):
    return min(first[1], second[1]) - max(first[0], second[0]) > SHARED_LENGTH


def _share_line(p, q):
    """Whether two pieces of one triangle have a common stretch of border, in barycentric coordinates."""
    p, q = p[:, :2], q[:, :2]
    for i in range(len(p)):
        a, b = p[i], p[(i + 1) % len(p)]
        length = np.hypot(*(b - a))
        if length <= SHARED_LENGTH:
            continue
        direction = (b - a) / length
        off = (q - a) @ np.array([-direction[1], direction[0]])
        touching = np.abs(off) < ON_LINE
        if touching.sum() >= 2:
            along = (q[touching] - a) @ direction
            if _overlap((0.0, length), (along.min(), along.max())):
                return True
    return False


def connected(pieces, triangles):
    """Groups of indices into pieces [(triangle, label, polygon)] of one label that hang together."""
    sets, by_edge, by_triangle = DisjointSets(len(pieces)), {}, {}
    for index, (triangle, label, polygon) in enumerate(pieces):
        by_triangle.setdefault(triangle, []).append(index)
        for k in range(3):
            a, b = triangles[triangle][k], triangles[triangle][(k + 1) % 3]
            interval = _interval_on_mesh_edge(polygon, k, (k + 1) % 3, a > b)
            if interval is not None:
                by_edge.setdefault((min(a, b), max(a, b)), []).append((triangle, label, interval, index))
    for entries in by_edge.values():
        for n, (triangle, label, interval, index) in enumerate(entries):
            for other_triangle, other_label, other_interval, other in entries[:n]:
                if triangle != other_triangle and label == other_label and _overlap(interval, other_interval):
                    sets.join(index, other)
    for members in by_triangle.values():
        for n, i in enumerate(members):
            for j in members[:n]:
                if pieces[i][1] == pieces[j][1] and _share_line(pieces[i][2], pieces[j][2]):
                    sets.join(i, j)
    return sets.groups()


def contains(polygon, bary):
    """Whether a convex piece holds a location of its triangle, its border included."""
    corners = polygon[:, :2]
    edge = np.roll(corners, -1, axis=0) - corners
    to_p = bary[:2] - corners
    turn = edge[:, 0] * to_p[:, 1] - edge[:, 1] * to_p[:, 0]
    return (turn >= -1e-10).all() or (turn <= 1e-10).all()
