"""What can become of a film on its way, and what a verification must say about it."""

from dataclasses import dataclass, field
from films import MEDIA, REMOVE, edited, get, later

PICTURE_CODES = ("picture-", "segment-", "text-", "color-", "transition-", "effects-", "frames-", "frame-", "film-")
SOUND_CODES = ("sound-", "stem-")


@dataclass
class Case:
    """A variant of a film.

    `must` is "same" or "different"; one of `codes` has to be among the failures, with `pointer` or something below it as
    the first or second pointer (None where the fault belongs to no segment), overlapping the seconds `at` where given.
    No failure's code may begin with one of `never`. `make` writes the variant.
    """
    name: str
    make: object
    must: str = "different"
    codes: tuple = ()
    pointer: str = None
    at: tuple = None
    never: tuple = ()
    options: list = field(default_factory=list)


# Cases that ask for something else on a small canvas than on one of 1080 pixels, and why.
UNFAIR_WHEN_SMALL = {
    "scaled-bilinear": "a photo that was scaled down holds detail to the last pixel, and two bilinear scalings take it away",
}


def passing(name, make, *options):
    return Case(name, make, "same", options=list(options))


def frame(film):
    """The length of a frame in ms, a trifle more: the trims and starts that use it stay on or after their frame."""
    return -(-1_000_000_000 // film.fps) / 1_000_000


def cases(film):
    """All cases that a film has targets for."""
    result = same_cases(film) + file_cases(film) + draft_cases(film) + sound_cases(film)
    return [case for case in result if film.pixel > 0.6 or case.name not in UNFAIR_WHEN_SMALL]


def same_cases(film):
    def x264(preset, crf): return lambda maker, out: maker.encode(out, video=maker.x264(preset, crf), audio=["-c:a", "copy"])

    def scaling(flags):
        even = [int(side * 2 / 3) & ~1 for side in (film.width, film.height)]
        return lambda maker, out: maker.encode(
            out, f"scale={even[0]}:{even[1]}:flags={flags},scale={film.width}:{film.height}:flags={flags}",
            video=maker.x264("veryfast", 18), audio=["-c:a", "copy"])

    result = [passing(f"x264-{preset}-{crf}", x264(preset, crf))
              for crf in (18, 23, 28) for preset in ("medium", "veryfast")]
    result += [passing(f"scaled-{flags}", scaling(flags)) for flags in ("bilinear", "bicubic", "lanczos")]
    jitter = f"if(gt(N,0),floor((0.22+0.2*sin(N*2.3))/{film.fps}/TB),0)"
    result += [
        passing("x264-plain", lambda maker, out: maker.ffmpeg("-i", maker.reference, "-c:v", "libx264", "-crf", "23", out)),
        passing("x265", lambda maker, out: maker.encode(
            out, video=["-c:v", "libx265", "-preset", "veryfast", "-crf", "24", "-tag:v", "hvc1", "-x265-params",
                        f"log-level=error:keyint={2 * film.fps}:open-gop=0"],
            audio=["-c:a", "copy"]), "--any-codec"),
        passing("vp9", lambda maker, out: maker.encode(
            out, video=["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-row-mt", "1", "-g",
                        str(2 * film.fps), "-b:v", f"{film.width * film.height * film.fps // 4500}k"],
            audio=["-c:a", "copy"]), "--any-codec"),
        passing("aac-96k", lambda maker, out: maker.encode(out, video=["-c:v", "copy"], audio=["-c:a", "aac", "-b:a", "96k"])),
        passing("jitter", lambda maker, out: maker.copy(out, "-bsf:v", f"setts=pts='PTS+{jitter}':dts=DTS")),
        passing("rewritten", lambda maker, out: maker.ffmpeg("-i", maker.reference, "-c", "copy", out)),
        passing("timescale", lambda maker, out: maker.copy(out, "-video_track_timescale", "90000")),
    ]
    if "plain" in film.targets:
        result += [passing(f"title-{name}", lambda maker, out, name=name: maker.other_title(out, name))
                   for name in ("drawtext", "libass")]
    return result


def file_cases(film):
    """Faults that are made by filters, of the whole film or of its clock."""
    fps, size = film.fps, (film.width, film.height)

    def filtered(graph, **more): return lambda maker, out: maker.encode(out, graph, audio=["-c:a", "copy"], **more)

    def whole(name, graph, *codes): return Case(name, filtered(graph), codes=codes, never=SOUND_CODES)

    freeze, drop, flash = (round(film.targets[name] * fps) for name in ("freeze", "drop", "flash"))
    clock = f"setpts=N/{fps}/TB"
    still = f"select='not(between(n,{freeze + 1},{freeze + fps}))',loop=loop={fps}:size=1:start={freeze},{clock}"
    smaller = [side * 2 // 3 & ~1 for side in size]
    last = film.frames - round(0.2 * fps)
    rate = {30: "30000/1001", 25: "24"}[fps]
    return [
        whole("matrix-601", "colormatrix=bt709:bt601,setparams=colorspace=bt709", "color-matrix"),
        whole("full-range", "scale=in_range=tv:out_range=pc,setparams=range=tv", "color-range"),
        whole("gamma", "lutyuv=y=gammaval(1/1.05)", "color-gamma"),
        whole("saturation", "eq=saturation=0.9", "color-saturation"),
        whole("shifted", "crop=iw-2:ih:0:0,pad=iw+2:ih:2:0,fillborders=left=2:mode=smear",
              "picture-shifted", "segment-moved", "film-moved"),
        Case("frozen-second", filtered(still), codes=("picture-frozen",), at=(freeze / fps, freeze / fps + 1),
             never=SOUND_CODES),
        Case("dropped-frame", filtered(f"select='not(eq(n,{drop}))',{clock}"), codes=("frames-dropped",),
             at=(drop / fps - 0.1, drop / fps + 0.5), never=SOUND_CODES),
        Case("repeated-frame", filtered(f"select='not(eq(n,{drop}))',loop=loop=1:size=1:start={drop - 1},{clock}"),
             codes=("frame-repeated",), at=(drop / fps - 0.1, drop / fps + 0.1), never=SOUND_CODES),
        Case("black-frame", filtered(f"drawbox=t=fill:color=black:enable='eq(n,{flash})'"), codes=("picture-black",),
             at=(flash / fps, (flash + 1) / fps), never=SOUND_CODES),
        Case("other-rate", lambda maker, out: maker.render(out, film.draft, "--fps", rate), codes=("frame-rate",)),
        Case("other-size", filtered(f"scale={smaller[0]}:{smaller[1]}"), codes=("frame-size",), never=SOUND_CODES),
        Case("short", lambda maker, out: maker.encode(
            out, af=f"atrim=end={last / fps}", frames=last),
            codes=("duration-short", "frame-count", "frames-missing")),
    ]


def draft_cases(film):
    """Faults that are drawn: a changed copy of the draft is rendered."""
    draft, targets, step = film.draft, film.targets, frame(film)

    def changed(name, pointer, codes, *edits, never=SOUND_CODES):
        """A case of a changed draft."""
        return Case(name, lambda maker, out: maker.render(out, edited(draft, *edits)), codes=codes, pointer=pointer,
                    never=never)

    clip, moving, text, title = (targets[name] for name in ("clip", "moving", "text-late", "title"))
    photo, fit, mark, colors = (targets[name] for name in ("photo", "fit", "logo", "colors"))
    transition = targets["transition"]
    # Where the trim is early in the source, the clip shows what it should have shown a frame before.
    trim = get(draft, clip)["ss"] - step * get(draft, clip).get("sp", 1)
    return [
        # The sound of the clip comes a frame late too.
        changed("clip-late", clip, ("segment-late",), (f"{clip}/ss", trim), never=()),
        # A still picture that moves: its place says as much as the clock.
        changed("move-late", moving, ("segment-late", "frames-late", "segment-moved", "segment-size"),
                (f"{moving}/kf", later(get(draft, moving)["kf"], step))),
        changed("text-late", text, ("text-late",), (f"{text}/s", get(draft, text)["s"] + step)),
        changed("title-missing", title, ("text-missing",), (title, REMOVE)),
        changed("title-moved", title, ("text-moved",),
                (f"{title}/y", get(draft, title)["y"] + 12 * film.pixel / film.height)),
        # By its scale: a larger size might wrap its lines elsewhere, which is another fault.
        changed("title-larger", title, ("text-size",), (f"{title}/sc", 1.1)),
        changed("title-letter", title, ("text-differs",), (f"{title}/tx", targets["letter"])),
        changed("photo-replaced", photo, ("picture-differs", "segment-missing"),
                (f"{photo}/src", f"{MEDIA}/photos/{targets['photo-source']}")),
        changed("fit-contain", fit, ("segment-fit",), (f"{fit}/fit", "contain")),
        changed("logo-opacity", mark, ("segment-opacity",), (f"{mark}/op", 0.5)),
        changed("segment-saturation", colors, ("segment-saturation",),
                (f"{colors}/fx", get(draft, colors).get("fx", []) + [{"type": "saturation", "value": 0.9}])),
        changed("crossfade-cut", transition, ("transition-missing",), (f"{transition}/tr", REMOVE)),
    ]


def sound_cases(film):
    targets, middle = film.targets, film.seconds / 2
    rate = 48_000

    def drawn(name, codes, change, **more):
        """A case whose samples are changed one by one."""
        return Case(name, lambda maker, out: maker.resound(out, change), codes=codes, never=PICTURE_CODES, **more)

    def late(samples, start):
        """Two channels, interleaved: silence is put in, and what it pushes out is cut off."""
        gap = 40 * rate // 1000 * 2
        start = round(start * rate) * 2
        return samples[:start] + type(samples)("h", bytes(2 * gap)) + samples[start:len(samples) - gap]

    def clicks(samples):
        for position in range(rate // 2, len(samples) // 2 - 8, 2 * rate):
            for offset in range(4):
                for channel in (0, 1):
                    samples[2 * (position + offset) + channel] = 20_000 if offset < 2 else -20_000
        return samples

    def inverted(channels):
        def change(samples):
            for channel in channels:
                samples[channel::2] = type(samples)("h", (max(-32_767, -value) for value in samples[channel::2]))
            return samples
        return change

    result = [
        drawn("sound-late", ("sound-late",), lambda samples: late(samples, 0)),
        drawn("sound-late-middle", ("sound-late", "sound-drift"), lambda samples: late(samples, middle),
              at=(middle, film.seconds)),
        drawn("clicks", ("sound-clicks",), clicks),
        drawn("inverted", ("sound-inverted",), inverted((0, 1))),
        drawn("inverted-right", ("sound-inverted",), inverted((1,))),
    ]

    def mixed(name, pointer, codes, *edits):
        return Case(name, lambda maker, out: maker.remix(out, edited(film.draft, *edits)), codes=codes, pointer=pointer,
                    never=PICTURE_CODES)

    if "music" in targets:
        music = targets["music"]
        volume = float(get(film.draft, f"{music}/sg/0")["vol"].rstrip("%")) / 100
        result += [
            mixed("music-loud", music, ("stem-gain",), (f"{music}/sg/0/vol", round(volume * 10 ** (6 / 20), 6))),
            mixed("music-missing", music, ("stem-missing",), (f"{music}/m/muted", True)),
        ]
    if "voice" in targets:
        result.append(mixed("voice-missing", targets["voice"], ("stem-missing",), (f"{targets['voice']}/m/muted", True)))
    return result
