"""Areas, boundary loops, volumes and closest points of a triangle surface; triangles are given by the places of their corners."""

import numpy as np

from .places import components, edges_of

LEAST_SHARE_OF_BALL = 0.01
SMALLEST_ML = 1.0


def boundary_loops(triangles):
    """Loops of directed boundary edges, each a list of vertices in the direction of the triangles, turned so that they agree."""
    turned = components(triangles)[1]
    triangles = triangles if turned is None else turned
    directed = {(int(t[k]), int(t[(k + 1) % 3])) for t in triangles for k in range(3)}
    following = {a: b for a, b in directed if (b, a) not in directed}
    loops = []
    while following:
        start = min(following)
        loop, vertex = [], start
        while vertex in following:
            loop.append(vertex)
            vertex = following.pop(vertex)
        loops.append(loop)
    return loops


def loop_length(points, loop):
    ring = points[loop]
    return np.sqrt(((np.roll(ring, -1, axis=0) - ring) ** 2).sum(axis=1)).sum()


def longest_loop(points, triangles):
    loops = boundary_loops(triangles)
    return max(loops, key=lambda loop: loop_length(points, loop)) if loops else None


def enclosed_volume_ml(points, triangles):
    """(volume, None) or (None, reason). Signed tetrahedra per component; every hole closed by an explicit fan to its vertices' mean."""
    edges = edges_of(triangles)
    loops = boundary_loops(triangles)
    if max(map(len, edges.values())) > 2 or sum(map(len, loops)) != sum(len(m) == 1 for m in edges.values()):
        return None, "not_closed"
    component, turned = components(triangles)
    if turned is None:
        return None, "not_orientable"
    centre = points[np.unique(triangles)].mean(axis=0)
    pieces = [[points[turned[component == c]] - centre] for c in range(component.max() + 1)]
    for loop in loops:
        ring = points[loop] - centre
        middle = np.tile(ring.mean(axis=0), (len(loop), 1))
        beside = edges[tuple(sorted((int(loop[0]), int(loop[1]))))][0]
        pieces[component[beside]].append(np.stack([np.roll(ring, -1, axis=0), ring, middle], axis=1))
    total = 0.0
    for corners in pieces:
        volume = abs(np.linalg.det(np.concatenate(corners)).sum()) / 6.0
        own = corners[0]
        area = np.sqrt((np.cross(own[:, 1] - own[:, 0], own[:, 2] - own[:, 0]) ** 2).sum(axis=1)).sum() / 2.0
        ball = 4.0 / 3.0 * np.pi * (area / (4.0 * np.pi)) ** 1.5
        if volume < LEAST_SHARE_OF_BALL * ball:
            return None, "no_interior"
        total += volume
    return (total / 1000.0, None) if total >= 1000.0 * SMALLEST_ML else (None, "below_1_ml")


def _closest_on_segments(p, a, b):
    ab = b - a
    length2 = np.maximum((ab ** 2).sum(axis=1), 1e-300)
    s = np.clip(((p - a) * ab).sum(axis=1) / length2, 0.0, 1.0)
    return s


def closest_in_triangles(p, corners):
    """Barycentric coordinates and distance of the point of every triangle that is closest to p."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    normal = np.cross(b - a, c - a)
    scale = np.maximum((normal ** 2).sum(axis=1), 1e-300)
    inner = np.stack([(np.cross(c - b, p - b) * normal).sum(axis=1), (np.cross(a - c, p - c) * normal).sum(axis=1),
                      (np.cross(b - a, p - a) * normal).sum(axis=1)], axis=1) / scale[:, None]
    candidates = [np.where((inner >= 0).all(axis=1)[:, None], inner / inner.sum(axis=1)[:, None], np.nan)]
    for i, j in ((0, 1), (1, 2), (2, 0)):
        s = _closest_on_segments(p, corners[:, i], corners[:, j])
        bary = np.zeros((len(corners), 3))
        bary[:, i], bary[:, j] = 1 - s, s
        candidates.append(bary)
    stack = np.stack(candidates)
    where = np.einsum("ktc,tcx->ktx", stack, corners)
    distance = np.sqrt(((where - p) ** 2).sum(axis=2))
    best = np.nanargmin(distance, axis=0)
    rows = np.arange(len(corners))
    return stack[best, rows], distance[best, rows]


def closest_surface_point(p, corners):
    """Triangle (lowest among ties), barycentric coordinates and position of the closest surface point."""
    bary, distance = closest_in_triangles(p, corners)
    tied = distance <= distance.min() + 1e-9
    triangle = int(np.nonzero(tied)[0][0])
    return triangle, bary[triangle], bary[triangle] @ corners[triangle]


def distance_to_nearest(vertices, positions):
    if not len(positions):
        return np.full(len(vertices), np.nan)
    return np.sqrt(((vertices[:, None, :] - positions[None, :, :]) ** 2).sum(axis=2)).min(axis=1)
