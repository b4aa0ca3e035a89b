"""reference.py SCENARIO.json MEDIA OUT.yuv FRAME...: frames of a scenario, computed in floats, as raw yuv420p.

Photos and clips cover the canvas; photos zoom about its center and fade into each other. Overlays lie on them, turned
and placed to a fraction of a pixel. Titles are left out. Each plane is resampled once from the source at full size with
a Lanczos filter, which none of the compared programs uses, to BT.709 limited codes with chroma sited left, and rounded
once. Overlays are enlarged, sampled at several points of each pixel, and these reduced, with the same filter.
Needs ffprobe, PyAV, numpy and Pillow."""

import functools
import json
import math
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
from PIL import Image

MARGIN = 16
# Points of an overlay in each pixel, across and down.
POINTS = 4
LANCZOS = Image.Resampling.LANCZOS


def codes(red, green, blue, share=1):
    """Y', Cb, Cr as float codes, times a share (ITU-R BT.709-6, 3.2 to 3.4)."""
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (share * (16 + 219 * luma), share * (128 + 224 * (blue - luma) / 1.8556),
            share * (128 + 224 * (red - luma) / 1.5748))


def channels(path, mode):
    return np.moveaxis(np.asarray(Image.open(path).convert(mode), np.float64) / 255, 2, 0)


def padded(plane):
    """With its edges repeated around."""
    return Image.fromarray(np.pad(plane, MARGIN, mode="edge").astype(np.float32))


# A picture is its padded planes, the scale of its chroma planes against luma, and what is added to x on these.


@functools.cache
def photo(path):
    return [padded(code) for code in codes(*channels(path, "RGB"))], 1, 0


@functools.cache
def siting(path):
    """What is added to half of a luma x to find the chroma sample: if it is sited left, x 0.5 is its center."""
    facts = subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v:0", "-of", "csv=p=0", "-show_entries",
         "stream=chroma_location", str(path)], capture_output=True, text=True, check=True)
    return 0 if facts.stdout.strip() == "center" else 0.25


@functools.lru_cache(maxsize=2)
def clip(path, time):
    """The frame of a 4:2:0 BT.709 clip that is shown at a time: the last that has begun."""
    with av.open(str(path)) as container:
        container.seek(int(time * 1e6))
        shown = None
        for image in container.decode(video=0):
            if shown and image.time > time + 1e-6:
                break
            shown = image
        width, height = shown.width, shown.height
        samples = shown.to_ndarray(format="yuv420p").reshape(-1)
    luma, blue, red = np.split(samples, [width * height, width * height * 5 // 4])
    half = (height // 2, width // 2)
    planes = luma.reshape(height, width), blue.reshape(half), red.reshape(half)
    return [padded(plane) for plane in planes], 0.5, siting(path)


def placed(picture, width, height, zoom, halved):
    """The picture's planes on the canvas, chroma at half size or at full."""
    planes, share, lean = picture
    columns, rows = planes[0].width - 2 * MARGIN, planes[0].height - 2 * MARGIN
    scale = max(width / columns, height / rows) * zoom
    left, top = (columns - width / scale) / 2, (rows - height / scale) / 2

    def part(plane, size, shift, share, lean):
        x, y = MARGIN + share * (left + shift / scale) + lean, MARGIN + share * top
        box = (x, y, x + share * width / scale, y + share * height / scale)
        return np.asarray(plane.resize(size, LANCZOS, box=box), np.float64)

    # A chroma sample of half size lies amid two columns of luma; sited left, it lies half a pixel further left.
    size, shift = ((width // 2, height // 2), -0.5) if halved else ((width, height), 0)
    return [part(planes[0], (width, height), 0, 1, 0)] + [part(plane, size, shift, share, lean) for plane in planes[1:]]


def backdrop(scenario, media, time, halved):
    """Photos and clips at a time."""
    result = None
    for item in scenario["video"]:
        passed = time - item["start"]
        if not -1e-9 <= passed < item["duration"] - 1e-9:
            continue
        path = media / item["src"]
        picture = photo(path) if item["type"] == "photo" else clip(path, item["in"] + passed)
        first, last = item.get("zoom", (1, 1))
        zoom = first + (last - first) * passed / item["duration"]
        fresh = placed(picture, scenario["width"], scenario["height"], zoom, halved)
        share = min(1, passed / item["xfade"]) if result and "xfade" in item else 1
        result = [(1 - share) * a + share * b for a, b in zip(result, fresh)] if result else fresh
    return result


@functools.cache
def enlarged(path, width, height):
    """An image's alpha and premultiplied codes at its size on the canvas, each pixel as many points."""
    red, green, blue, alpha = channels(path, "RGBA")
    planes = alpha, *codes(red, green, blue, alpha)
    size = (POINTS * width, POINTS * height)
    return [Image.fromarray(plane.astype(np.float32)).resize(size, LANCZOS) for plane in planes]


def overlaid(scenario, media, time):
    """Alpha and premultiplied codes of all overlays at a time, at the canvas's size."""
    width, height = scenario["width"], scenario["height"]
    result = np.zeros((4, height, width))
    for item in scenario["overlays"]:
        passed = (time - item["start"]) / item["duration"]
        if not -1e-9 <= passed < 1 - 1e-9:
            continue
        x = item["x"] + (item.get("x2", item["x"]) - item["x"]) * passed
        y = item["y"] + (item.get("y2", item["y"]) - item["y"]) * passed
        # A square of whole pixels around it, which may stick out of the canvas; the map from its points to the image's.
        reach = math.ceil(math.hypot(item["w"], item["h"]) / 2) + 4
        left, top = math.floor(x) - reach, math.floor(y) - reach
        side, angle = 2 * reach + 1, math.radians(item["rotation"])
        cosine, sine = math.cos(angle), math.sin(angle)
        dx, dy = POINTS * (left - x), POINTS * (top - y)
        turned = (cosine, sine, cosine * dx + sine * dy + POINTS * item["w"] / 2,
                  -sine, cosine, cosine * dy - sine * dx + POINTS * item["h"] / 2)
        fine = (POINTS * side, POINTS * side)
        planes = [
            plane.transform(fine, Image.Transform.AFFINE, turned, Image.Resampling.BILINEAR)
            .resize((side, side), LANCZOS)
            for plane in enlarged(media / item["src"], item["w"], item["h"])]
        on = (slice(None), slice(max(0, top), min(height, top + side)), slice(max(0, left), min(width, left + side)))
        off = (slice(None), slice(on[1].start - top, on[1].stop - top), slice(on[2].start - left, on[2].stop - left))
        layer = item["opacity"] * np.stack([np.asarray(plane, np.float64) for plane in planes])[off]
        result[on] = layer + (1 - layer[0]) * result[on]
    return result


def halved(plane):
    """A chroma plane at half size, sited left."""
    height, width = plane.shape
    box = (MARGIN - 0.5, MARGIN, MARGIN - 0.5 + width, MARGIN + height)
    return np.asarray(padded(plane).resize((width // 2, height // 2), LANCZOS, box=box), np.float64)


def frame(scenario, media, number):
    time = number / scenario["fps"]
    result = backdrop(scenario, media, time, True)
    if scenario["overlays"]:
        # Blended at full size. Only what the overlays change is brought to half size, so the rest stays as it is.
        alpha, *layer = overlaid(scenario, media, time)
        below = backdrop(scenario, media, time, False)
        changes = [code - alpha * plane for code, plane in zip(layer, below)]
        result = [result[0] + changes[0]] + [plane + halved(change) for plane, change in zip(result[1:], changes[1:])]
    return b"".join(np.clip(np.round(plane), 0, 255).astype(np.uint8).tobytes() for plane in result)


def main():
    scenario, media = json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2])
    with open(sys.argv[3], "wb") as out:
        for number in map(int, sys.argv[4:]):
            out.write(frame(scenario, media, number))


main()
