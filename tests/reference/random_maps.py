"""Random small maps with fixed seeds: star-shaped, open or closed, with plateaus, gaps and landmarks."""

import numpy as np

from .make_map import cup, icosphere, random_rotation, smooth_field, write_map


class RandomMap:
    """Made step by step; everything is moved by one random rigid motion at the end."""

    def __init__(self, seed, closed=False, columns=24):
        self.rng = np.random.default_rng(seed)
        rows = columns // 2
        self.directions, self.triangles = icosphere(2) if closed else cup(rows, columns, 0.62 * np.pi)
        self.directions = self.directions @ random_rotation(self.rng).T if closed else self.directions
        stretch = np.array([25.0, 25.0, 45.0])
        bumps = 1.0 + smooth_field(self.rng, self.directions, -0.12, 0.12)
        self.vertices = self.directions * stretch * bumps[:, None]
        self.vertices += self.rng.normal(scale=0.15, size=self.vertices.shape)
        self.fields, self.points, self.landmarks, self.electrograms = {}, {}, {}, None
        self.count = 0

    def voltage(self, name="UnipolarVoltage", low=1.0, high=14.0):
        return self.field(name, low, high)

    def shortening(self):
        return self.field("LinearLocalShortening", -4.0, 25.0)

    def field(self, name, low, high):
        self.fields[name] = smooth_field(self.rng, self.directions, low, high)
        return self

    def plateau(self, name, value, share=0.2):
        """Vertices around a random direction get exactly one value."""
        self.fields[name][self._around(share)] = value
        return self

    def gap(self, name, share=0.08):
        return self.plateau(name, np.nan, share)

    def _around(self, share):
        towards = self.rng.normal(size=3)
        height = self.directions @ (towards / np.linalg.norm(towards))
        return height >= np.quantile(height, 1.0 - share)

    def mapping_points(self, count, off_surface=2.0):
        corners = self.vertices[self.triangles[self.rng.integers(len(self.triangles), size=count)]]
        weights = self.rng.dirichlet((1, 1, 1), size=count)
        position = np.einsum("nk,nkc->nc", weights, corners) + self.rng.normal(scale=off_surface, size=(count, 3))
        directions = position / np.linalg.norm(position, axis=1, keepdims=True)
        values = {"UnipolarVoltage": smooth_field(self.rng, directions, 1, 14),
                  "BipolarVoltage": smooth_field(self.rng, directions, 0.2, 6),
                  "LinearLocalShortening": smooth_field(self.rng, directions, -4, 25)}
        for v in values.values():
            v[self.rng.random(count) < 0.1] = np.nan
        self.count = count
        self.points = {"Position": position, **values, "Accepted": (self.rng.random(count) > 0.15).astype(np.uint8)}
        return self

    def without(self, *names):
        self.points = {k: v for k, v in self.points.items() if k not in names}
        return self

    def point_motion(self):
        position = self.points["Position"]
        shrink = smooth_field(self.rng, position / np.linalg.norm(position, axis=1, keepdims=True), 0.72, 1.02)
        self.points["EndSystolicPosition"] = position * shrink[:, None]
        return self

    def vertex_motion(self):
        shrink = smooth_field(self.rng, self.directions, -0.28, 0.02)
        self.fields["EndSystolicDisplacement"] = self.vertices * shrink[:, None]
        return self

    def traces(self):
        shape = (self.count, 200)
        self.electrograms = {"Unipolar": self.rng.normal(scale=2.0, size=shape), "Bipolar": self.rng.normal(scale=0.5, size=shape),
                             "sampling_rate_Hz": 1000.0, "WindowOfInterest": np.tile([-40.0, 55.0], (self.count, 1)),
                             "ReferenceAnnotation": self.rng.integers(60, 120, self.count).astype(float)}
        return self

    def axis(self, mirrored=False, inferior=True, rotation=True):
        """Landmarks of a heart whose apex is at -z; mirrored: the inferior insertion on the wrong side."""
        self.landmarks = {"MitralAnnulusCenter": np.array([1.0, -2.0, 14.0]), "Apex": np.array([2.0, 1.0, -46.0])}
        if rotation:
            self.landmarks["AnteriorRVInsertion"] = self._at(120.0)
        if inferior:
            self.landmarks["InferiorRVInsertion"] = self._at(0.0 if mirrored else 250.0)
        return self

    def forget(self, name):
        del self.landmarks[name]
        return self

    def puncture(self):
        """A hole of a few triangles far from the rim."""
        low = self.vertices[self.triangles].mean(axis=1)[:, 2].argsort()
        ring = np.isin(self.triangles, self.triangles[low[len(low) // 3]]).any(axis=1)
        self.triangles = self.triangles[~ring]
        used = np.unique(self.triangles)
        number = np.zeros(len(self.vertices), int)
        number[used] = np.arange(len(used))
        self.triangles, self.vertices, self.directions = number[self.triangles], self.vertices[used], self.directions[used]
        self.fields = {k: v[used] for k, v in self.fields.items()}
        return self

    def _at(self, degrees):
        turn = -np.radians(degrees)  # right-handed about -z
        return np.array([24 * np.cos(turn), 24 * np.sin(turn), 0.0])

    def second_component(self):
        """A small separate copy beside the heart, with the same fields."""
        n = len(self.vertices)
        self.vertices = np.vstack([self.vertices, 0.4 * self.vertices + [90.0, 0, 0]])
        self.triangles = np.vstack([self.triangles, self.triangles + n])
        self.directions = np.vstack([self.directions, self.directions])
        self.fields = {k: np.concatenate([v, v]) for k, v in self.fields.items()}
        return self

    def _repeat(self, vertices):
        """More vertices, each a copy of an earlier one; their numbers."""
        first = len(self.vertices)
        self.vertices, self.directions = (np.vstack([v, v[vertices]]) for v in (self.vertices, self.directions))
        self.fields = {k: np.concatenate([v, v[vertices]]) for k, v in self.fields.items()}
        return np.arange(first, len(self.vertices))

    def soup(self):
        """Every triangle with vertices of its own, in random order, some turned over."""
        self.triangles = self._repeat(self.triangles.ravel()).reshape(-1, 3)
        self.rng.shuffle(self.triangles)
        turned = self.rng.random(len(self.triangles)) < 0.3
        self.triangles[turned] = self.triangles[turned][:, ::-1]
        return self

    def seam(self, other_value=None):
        """Vertices doubled along a plane; those of one side may have a voltage of their own there."""
        beyond = (self.directions[self.triangles].mean(axis=1) @ [0.6, 0.8, 0.0]) > 0.1
        old = np.unique(self.triangles[beyond])
        number = np.arange(len(self.vertices))
        number[old] = self._repeat(old)
        self.triangles[beyond] = number[self.triangles[beyond]]
        if other_value is not None:
            self.fields["UnipolarVoltage"][number[old]] = other_value
        return self

    def twice(self, share=1.0):
        """Triangles repeated, turned over."""
        again = self.triangles[self.rng.random(len(self.triangles)) < share]
        self.triangles = np.vstack([self.triangles, again[:, [1, 0, 2]]])
        return self

    def first_side_without_values(self):
        """A two-sided mesh of which the triangles that come first have no values."""
        number = self._repeat(np.arange(len(self.vertices)))
        others = number[self.triangles][:, ::-1]
        for values in self.fields.values():
            values[:number[0]] = np.nan
        self.triangles = np.vstack([self.triangles, others])
        return self

    def stray_vertex(self):
        added = self._repeat(np.array([0]))
        self.vertices[added] += [900.0, -700.0, 300.0]
        return self

    def stray_triangle(self):
        added = self._repeat(np.array([0, 1, 2]))
        self.vertices[added] += [90.0, 0.0, 0.0]
        self.triangles = np.vstack([self.triangles, added])
        return self

    def only_points_near(self, share):
        """Points only around a random direction."""
        towards = self.rng.normal(size=3)
        where = self.points["Position"]
        height = where / np.linalg.norm(where, axis=1, keepdims=True) @ (towards / np.linalg.norm(towards))
        keep = height >= np.quantile(height, 1.0 - share)
        self.points = {k: v[keep] for k, v in self.points.items()}
        self.count = int(keep.sum())
        return self

    def forget_value(self, name, share):
        """Most points have no value of the quantity."""
        self.points[name][self.rng.random(self.count) < share] = np.nan
        return self

    def write(self, path, **options):
        turn, shift = random_rotation(self.rng), self.rng.normal(scale=40, size=3)
        move = lambda where: np.asarray(where) @ turn.T + shift
        points = {k: move(v) if k.endswith("Position") else v for k, v in self.points.items()}
        fields = {k: v @ turn.T if k == "EndSystolicDisplacement" else v for k, v in self.fields.items()}
        write_map(path, move(self.vertices), self.triangles, fields, points, {k: move(v) for k, v in self.landmarks.items()},
                  electrograms=self.electrograms, **options)
