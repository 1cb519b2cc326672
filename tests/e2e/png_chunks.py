"""A PNG file as chunks, to change one and leave the others as they are."""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def read_chunks(path):
    data = path.read_bytes()
    assert data.startswith(SIGNATURE)
    at, chunks = len(SIGNATURE), []
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        chunks.append((kind, data[at + 8:at + 8 + length]))
        at += length + 12
    return chunks


def packed(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def write_chunks(path, chunks, behind=b""):
    path.write_bytes(SIGNATURE + b"".join(packed(*chunk) for chunk in chunks) + behind)


def text_chunk(key, value):
    return b"iTXt", key.encode() + b"\0\0\0\0\0" + value.encode()


def texts_of(chunks):
    """Key and value of every text without compression."""
    found = {}
    for kind, data in chunks:
        if kind == b"iTXt":
            key, _, rest = data.partition(b"\0")
            found[key.decode()] = rest[4:].decode()
    return found


def with_texts(chunks, **changes):
    """The same picture, with other texts: viamyo_log_head="..." stands for viamyo:log_head."""
    changes = {key.replace("_", ":", 1): value for key, value in changes.items()}
    result = []
    for kind, data in chunks:
        key = data.partition(b"\0")[0].decode("latin-1")
        result.append(text_chunk(key, changes[key]) if kind == b"iTXt" and key in changes else (kind, data))
    return result


def pixels_of(chunks):
    """Width, height and the rows of RGBA bytes."""
    width, height = struct.unpack(">II", chunks[0][1][:8])
    raw = zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))
    rows, before, stride = [], bytearray(4 * width), 4 * width
    for y in range(height):
        kind = raw[y * (stride + 1)]
        row = bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for i in range(stride):
            left = row[i - 4] if i >= 4 else 0
            up, corner = before[i], before[i - 4] if i >= 4 else 0
            if kind == 4:
                guess = left + up - corner
                distances = (abs(guess - left), abs(guess - up), abs(guess - corner))
                near = (left, up, corner)[distances.index(min(distances))]
            else:
                near = (0, left, up, (left + up) // 2)[kind]
            row[i] = (row[i] + near) & 255
        rows.append(row)
        before = row
    return width, height, rows


def with_pixels(chunks, rows):
    data = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))
    first = next(i for i, (kind, _) in enumerate(chunks) if kind == b"IDAT")
    return chunks[:first] + [(b"IDAT", data)] + [chunk for chunk in chunks[first:] if chunk[0] != b"IDAT"]
