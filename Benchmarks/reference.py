"""reference.py SCENARIO.json MEDIA OUT.yuv FRAME...: frames of a slideshow, computed in floats, as raw yuv420p.

Photos cover the canvas, zoom about its center and fade into each other; titles are left out. Each plane is resampled once
from the photo at full size with a Lanczos filter, which none of the compared programs uses, to BT.709 limited codes with
chroma sited left, and rounded once. Needs numpy and Pillow."""

import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image

MARGIN = 16


def planes_of(path):
    """Y', Cb, Cr as float codes, edges repeated around (ITU-R BT.709-6, 3.2 to 3.4)."""
    red, green, blue = np.moveaxis(np.asarray(Image.open(path).convert("RGB"), np.float64) / 255, 2, 0)
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    codes = (16 + 219 * luma, 128 + 224 * (blue - luma) / 1.8556, 128 + 224 * (red - luma) / 1.5748)
    return [Image.fromarray(np.pad(code, MARGIN, mode="edge").astype(np.float32)) for code in codes]


def placed(planes, width, height, zoom):
    """The photo's planes on the canvas, chroma at half size."""
    columns, rows = planes[0].width - 2 * MARGIN, planes[0].height - 2 * MARGIN
    scale = max(width / columns, height / rows) * zoom
    left, top = MARGIN + (columns - width / scale) / 2, MARGIN + (rows - height / scale) / 2

    def part(plane, size, shift):
        x = left + shift / scale
        box = (x, top, x + width / scale, top + height / scale)
        return np.asarray(plane.resize(size, Image.Resampling.LANCZOS, box=box), np.float64)

    # A chroma sample of half size lies amid two columns of luma; sited left, it lies half a pixel further left.
    half = (width // 2, height // 2)
    return [part(planes[0], (width, height), 0), part(planes[1], half, -0.5), part(planes[2], half, -0.5)]


def frame(scenario, photos, number):
    time = number / scenario["fps"]
    result = None
    for item in scenario["video"]:
        passed = time - item["start"]
        if not -1e-9 <= passed < item["duration"] - 1e-9:
            continue
        first, last = item.get("zoom", (1, 1))
        zoom = first + (last - first) * passed / item["duration"]
        fresh = placed(photos(item["src"]), scenario["width"], scenario["height"], zoom)
        share = min(1, passed / item["xfade"]) if result and "xfade" in item else 1
        result = [(1 - share) * a + share * b for a, b in zip(result, fresh)] if result else fresh
    return b"".join(np.clip(np.round(plane), 0, 255).astype(np.uint8).tobytes() for plane in result)


def main():
    scenario = json.loads(Path(sys.argv[1]).read_text())
    media, loaded = Path(sys.argv[2]), {}

    def photos(name):
        if name not in loaded:
            loaded[name] = planes_of(media / name)
        return loaded[name]

    with open(sys.argv[3], "wb") as out:
        for number in map(int, sys.argv[4:]):
            out.write(frame(scenario, photos, number))


main()
