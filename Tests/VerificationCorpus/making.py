"""Makes the variants of a film: by ffmpeg from its reference, or by rendering a changed copy of its draft."""

import array
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

from films import FONT, REMOVE, edited, get

TAGS = ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"]


class Fault(Exception):
    """Something that the corpus cannot be made with."""


def run(*command, text=None):
    command = [str(part) for part in command]
    result = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if result.returncode != 0:
        raise Fault(f"{' '.join(command)}\nended with {result.returncode}: {result.stderr.decode(errors='replace')[-2000:]}")
    return result.stdout


def probe(path, *entries, stream="v:0"):
    """Values of a stream by their names."""
    text = run("ffprobe", "-v", "error", "-select_streams", stream, "-show_entries", ",".join(entries), "-of", "json", path)
    return json.loads(text)


class Maker:
    """Writes into one folder all that belongs to one film."""

    def __init__(self, film, folder, workprint):
        self.film, self.folder, self.workprint = film, Path(folder), workprint
        self.scratch = self.folder / "scratch"
        self.scratch.mkdir(parents=True, exist_ok=True)
        self.draft, self.reference = self.folder / "draft.json", self.folder / "reference.mp4"
        self.render_seconds = None
        self.notes = {}

    def make_reference(self):
        """The draft's own render, with little loss, and the time of one with the settings of every day."""
        self.draft.write_text(json.dumps(self.film.draft, indent=1, ensure_ascii=False))
        start = time.monotonic()
        self.program("render", self.draft, "-o", self.scratch / "timed.mp4", "--cache", "none", "--progress", "none")
        self.render_seconds = time.monotonic() - start
        (self.scratch / "timed.mp4").unlink()
        if not self.reference.exists():
            self.render(self.reference, self.film.draft, crf=12)

    def program(self, *arguments):
        return run(self.workprint, *arguments)

    def render(self, out, draft, *options, crf=20):
        """A draft rendered; chunks that it shares with one rendered before are taken from it."""
        path = self.scratch / f"{Path(out).stem}.json"
        path.write_text(json.dumps(draft, indent=1, ensure_ascii=False))
        self.program("render", path, "-o", out, "--preset", "veryfast", "--crf", str(crf), "--cache",
                     self.scratch / "cache", "--progress", "none", *options)

    def ffmpeg(self, *arguments):
        run("ffmpeg", "-nostdin", "-v", "error", "-y", *arguments)

    def x264(self, preset="veryfast", crf=20):
        return ["-c:v", "libx264", "-preset", preset, "-crf", str(crf), "-g", str(2 * self.film.fps)]

    def encode(self, out, vf=None, af=None, video=None, audio=None, frames=None):
        """The reference through filters and encoders, as an editor would export it."""
        video = video or self.x264()
        self.ffmpeg(
            "-i", self.reference, *(["-vf", vf] if vf else []), *(["-af", af] if af else []), *video,
            *([] if "copy" in video else TAGS + ["-pix_fmt", "yuv420p"]), *(audio or ["-c:a", "aac", "-b:a", "192k"]),
            *(["-frames:v", str(frames)] if frames else []), "-movflags", "+faststart", out)

    def copy(self, out, *options):
        self.ffmpeg("-i", self.reference, "-c", "copy", *options, "-movflags", "+faststart", out)

    # MARK: Sound

    def with_sound(self, out, sound, *audio):
        self.ffmpeg("-i", self.reference, "-i", sound, "-map", "0:v", "-map", "1:a", "-c:v", "copy", *audio,
                    "-movflags", "+faststart", out)

    def resound(self, out, change):
        """The reference with its samples changed."""
        raw = run("ffmpeg", "-nostdin", "-v", "error", "-i", self.reference, "-map", "0:a", "-f", "s16le", "-ar", "48000", "-ac", "2", "-")
        samples = array.array("h", raw)
        wanted = round(self.film.frames / self.film.fps * 48_000) * 2
        samples = samples[:wanted]
        samples = change(samples)
        path = self.scratch / f"{Path(out).stem}.s16"
        path.write_bytes(samples.tobytes())
        self.ffmpeg("-i", self.reference, "-f", "s16le", "-ar", "48000", "-ac", "2", "-i", path, "-map", "0:v", "-map",
                    "1:a", "-c:v", "copy", "-c:a", "aac", "-b:a", "192k", "-movflags", "+faststart", out)
        path.unlink()

    def remix(self, out, draft):
        """The reference's pictures with the sound of a changed draft, which is rendered small for it."""
        path = self.scratch / f"{Path(out).stem}-mix.mp4"
        film = self.film
        factor = max(1, min(film.width, film.height) // 120)
        size = f"{film.width // factor & ~1}x{film.height // factor & ~1}"
        self.render(path, draft, "--size", size, crf=40)
        self.with_sound(out, path, "-c:a", "copy")
        path.unlink()

    # MARK: Titles of other renderers

    def other_title(self, out, renderer):
        """The film without one title, which another renderer draws with the same font file, at the same place."""
        pointer = self.film.targets["plain"]
        segment = get(self.film.draft, pointer)
        bare = self.scratch / "bare.mp4"
        if not bare.exists():
            self.render(bare, edited(self.film.draft, (pointer, REMOVE)), crf=12)
        draw = {"drawtext": self.drawtext, "libass": self.libass}[renderer]
        wanted = self.ink(self.title_alone(segment))
        origin = (0.0, 0.0)
        found = self.ink(self.still(draw(segment, origin, 1.0, still=True)))
        # Without kerning, or with its size counted otherwise, a renderer sets the same line wider or narrower. drawtext
        # knows whole sizes only.
        scale = (wanted[2] - wanted[0]) / (found[2] - found[0])
        if renderer == "drawtext":
            size = segment["style"]["size"]
            inks = {step: self.ink(self.still(draw(segment, origin, step / size, still=True)))
                    for step in range(round(size) - 3, round(size) + 2)}
            scale = min(inks, key=lambda step: abs(inks[step][2] - inks[step][0] - wanted[2] + wanted[0])) / size
        place = origin
        for _ in range(3):
            found = self.ink(self.still(draw(segment, place, scale, still=True)))
            place = tuple(
                place[axis] + (wanted[axis] + wanted[axis + 2] - found[axis] - found[axis + 2]) / 2 for axis in (0, 1))
        found = self.ink(self.still(draw(segment, place, scale, still=True)))
        off = [theirs - ours for theirs, ours in zip(found, wanted)]
        self.notes[f"title-{renderer}"] = "left, top, right, bottom of its ink are off by %+d %+d %+d %+d px" % tuple(off)
        if max(map(abs, off)) > 2:
            raise Fault(f"{renderer} draws the title elsewhere: {self.notes[f'title-{renderer}']}")
        graph = draw(segment, place, scale, still=False)
        self.ffmpeg("-i", bare, "-vf", graph, *self.x264(), *TAGS, "-c:a", "copy", "-movflags", "+faststart", out)

    def title_alone(self, segment):
        """The gray values of a title on black, drawn by the program."""
        alone = {key: value for key, value in segment.items() if key not in ("an", "kf")} | {"s": 0, "d": 1000}
        path, png = self.scratch / "alone.json", self.scratch / "alone.png"
        path.write_text(json.dumps({"t": [{"tt": 7, "sg": [alone]}], "d": 1000, "m": self.film.draft["m"] | {"background": "#000000"}}))
        self.program("frame", path, "--at", "0.5s", "-o", png)
        return run("ffmpeg", "-nostdin", "-v", "error", "-i", png, "-f", "rawvideo", "-pix_fmt", "gray", "-")

    def still(self, graph):
        source = f"color=black:s={self.film.width}x{self.film.height}:r=25:d=0.04"
        return run("ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", source, "-vf", f"format=yuv420p,{graph}",
                   "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "gray", "-")

    def ink(self, gray):
        """Left, top, right and bottom of what is light in a picture."""
        width = self.film.width
        lit = bytes(int(value >= 100) for value in range(256))
        rows = [gray[start:start + width].translate(lit) for start in range(0, len(gray), width)]
        inked = [index for index, row in enumerate(rows) if 1 in row]
        if not inked:
            raise Fault("a title drew nothing")
        return (min(rows[index].index(1) for index in inked), inked[0], max(rows[index].rindex(1) for index in inked), inked[-1])

    def fade(self, segment):
        """Start, fade in, fade out and end of a title, in ms."""
        start, end = segment["s"], segment["s"] + segment["d"]
        if "kf" in segment:
            times = [entry[0] for entry in segment["kf"]["op"]]
            return start, times[1], times[3] - times[2], end
        animation = segment.get("an", {})
        return start, animation.get("in", {}).get("d", 0), animation.get("out", {}).get("d", 0), end

    def drawtext(self, segment, place, scale, still):
        style = segment["style"]
        start, fade_in, fade_out, end = self.fade(segment)
        (self.scratch / "title.txt").write_text(segment["tx"])
        options = [f"fontfile={FONT}", f"textfile={self.scratch / 'title.txt'}", f"fontsize={round(style['size'] * scale)}",
                   f"fontcolor={style.get('color', '#ffffff')}", f"x=10+{round(place[0])}", f"y=10+{round(place[1])}"]
        if "stroke" in style:
            options += [f"borderw={round(style['stroke']['width'])}", f"bordercolor={style['stroke']['color']}"]
        if not still:
            # Times lie between two frames, so that rounding does not move a frame.
            inside = f"between(t,{start / 1000 - 0.001},{end / 1000 - 0.001})"
            expression = "1"
            if fade_in:
                expression = f"min({expression},(t-{start / 1000})/{fade_in / 1000})"
            if fade_out:
                expression = f"min({expression},({end / 1000}-t)/{fade_out / 1000})"
            options += [f"enable='{inside}'", f"alpha='max(0,{expression})'"]
        return "drawtext=" + ":".join(options)

    def libass(self, segment, place, scale, still):
        style, film = segment["style"], self.film
        start, fade_in, fade_out, end = (0, 0, 0, 1000) if still else self.fade(segment)

        def color(text):
            return f"&H00{text[5:7]}{text[3:5]}{text[1:3]}".upper()

        def clock(milliseconds):
            # Centiseconds, a little early: the frame that begins here is inside, the one before is not.
            value = max(0, int(milliseconds / 10 - 0.5)) if milliseconds else 0
            return f"{value // 360000}:{value // 6000 % 60:02}:{value // 100 % 60:02}.{value % 100:02}"

        stroke = style.get("stroke", {"color": "#000000", "width": 0})
        path = self.scratch / "title.ass"
        path.write_text("\n".join([
            "[Script Info]", "ScriptType: v4.00+", f"PlayResX: {film.width}", f"PlayResY: {film.height}",
            "ScaledBorderAndShadow: yes", "YCbCr Matrix: TV.709", "WrapStyle: 2", "", "[V4+ Styles]",
            "Format: Name,Fontname,Fontsize,PrimaryColour,OutlineColour,BackColour,Bold,BorderStyle,Outline,Shadow,Alignment",
            f"Style: Title,Noto Sans,{style['size'] * 1.362 * scale:.3f},{color(style.get('color', '#ffffff'))},"
            f"{color(stroke['color'])},&H00000000,-1,1,{stroke['width']},0,7", "", "[Events]",
            "Format: Layer,Start,End,Style,Text",
            f"Dialogue: 0,{clock(start)},{clock(end)},Title,"
            f"{{\\pos({10 + place[0]:.2f},{10 + place[1]:.2f})\\fad({fade_in},{fade_out})}}{segment['tx']}", ""]))
        fonts = self.scratch / "fonts"
        fonts.mkdir(exist_ok=True)
        shutil.copy(FONT, fonts)
        return f"ass={path}:fontsdir={fonts}"
