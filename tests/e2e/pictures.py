"""Pictures of the shipped program: read without it, and compared."""

import numpy
from PIL import Image

# How far two pictures of the same thing may be apart, in steps of 255: drawn by another OpenGL, edges and dots shift by a part of a pixel. The mean is over
# all pixels and channels; the worst block of 16 x 16 pixels finds what is small, a missing number beside a bar for instance.
MEAN_APART = 1.0
WORST_BLOCK_APART = 14.0


def pixels_of(path):
    """[height, width, 4], 0 to 255."""
    with Image.open(path) as image:
        return numpy.array(image.convert("RGBA"))


def texts_of(path):
    with Image.open(path) as image:
        image.load()
        return dict(image.text)


def write_picture(path, pixels):
    """As small as it gets without a loss."""
    Image.fromarray(pixels[..., :3]).save(path, optimize=True)


def difference(a, b):
    """(mean, worst block) of two arrays of pixels."""
    if a.shape != b.shape:
        return 255.0, 255.0
    apart = numpy.abs(a.astype(int) - b.astype(int)).mean(axis=2)
    height, width = apart.shape
    padded = numpy.zeros((-(-height // 16) * 16, -(-width // 16) * 16))
    padded[:height, :width] = apart
    blocks = padded.reshape(padded.shape[0] // 16, 16, padded.shape[1] // 16, 16).mean(axis=(1, 3))
    return float(apart.mean()), float(blocks.max())


def is_alike(a, b):
    mean, worst = difference(a, b)
    return mean <= MEAN_APART and worst <= WORST_BLOCK_APART
