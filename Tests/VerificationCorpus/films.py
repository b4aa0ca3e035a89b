"""The drafts that the corpus is made of: finished ones of Fixtures/Drafts, prepared so that each case finds what it needs.

Prepared means: what a draft lacks is added, and the prepared draft is reference and truth alike. A film names the segment
that each case changes; a case whose target is missing is left out for that film.
"""

import copy
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DRAFTS = ROOT / "Fixtures" / "Drafts"
MEDIA = ROOT / "Fixtures" / "Media"
FONT = ROOT / "Sources" / "Media" / "TextLayout" / "Resources" / "Fonts" / "NotoSans-Bold.ttf"

REMOVE = object()


@dataclass
class Film:
    """A draft and what the cases do to it: a target is a JSON pointer, times are seconds."""
    name: str
    draft: dict
    targets: dict = field(default_factory=dict)

    @property
    def width(self): return self.draft["m"].get("width", 1080)

    @property
    def height(self): return self.draft["m"].get("height", 1080)

    @property
    def fps(self): return self.draft["m"].get("fps", 30)

    @property
    def seconds(self): return self.draft["d"] / 1000

    @property
    def frames(self): return -(-self.draft["d"] * self.fps // 1000)

    @property
    def pixel(self):
        """A pixel of a canvas whose short side is 1080."""
        return min(self.width, self.height) / 1080


def get(draft, pointer):
    for key in pointer.strip("/").split("/"):
        draft = draft[int(key)] if isinstance(draft, list) else draft[key]
    return draft


def edited(draft, *edits):
    """A copy of a draft with values put at pointers; REMOVE takes away, `-` appends."""
    draft = copy.deepcopy(draft)
    for pointer, value in edits:
        parent, _, key = pointer.rpartition("/")
        place = get(draft, parent) if parent else draft
        if key == "-":
            place.append(value)
            continue
        key = int(key) if isinstance(place, list) else key
        if value is REMOVE:
            del place[key]
        else:
            place[key] = value
    return draft


def load(name):
    """A draft of Fixtures/Drafts whose sources are absolute, so that its copies work anywhere."""
    text = (DRAFTS / f"{name}.json").read_text()
    return json.loads(text.replace('"../Media/', f'"{MEDIA}/'))


def later(keyframes, milliseconds):
    """Keyframes that all come later."""
    return {name: [[entry[0] + milliseconds] + entry[1:] for entry in list_] for name, list_ in keyframes.items()}


def scaled(value, factor, key=None):
    """A draft for a canvas of another size: everything that is given in pixels grows or shrinks with it."""
    if isinstance(value, dict):
        place = {"m": "meta", "shadow": "shadow", "style": "style", "box": "style", "stroke": "style", "kf": "kf"}.get(key, key)
        return {name: _scaled_member(name, member, factor, place) for name, member in value.items()}
    if isinstance(value, list):
        return [scaled(member, factor, key) for member in value]
    if isinstance(value, str) and re.fullmatch(r"[\d.]+px", value):
        return f"{float(value[:-2]) * factor:g}px"
    return value


def _scaled_member(name, value, factor, place):
    in_pixels = {
        "meta": {"width", "height"}, "shadow": {"x", "y", "blur"},
        "style": {"size", "width", "padding", "radius", "letterSpacing"},
    }.get(place, {"radius"})
    if name in in_pixels and isinstance(value, (int, float)):
        return round(value * factor) if place == "meta" else round(value * factor, 3)
    if place == "kf" and name == "size":
        return [[entry[0], entry[1] * factor] + entry[2:] for entry in value]
    return scaled(value, factor, name)


def resized(film, size):
    """A film on a smaller canvas of the same shape; everything is drawn smaller with it."""
    factor = min(size) / min(film.width, film.height)
    draft = scaled(film.draft, factor)
    draft["m"]["width"], draft["m"]["height"] = size
    draft["m"].pop("ratio", None)
    return Film(film.name, draft, film.targets)


def voice(**more):
    return {"tt": 1, "m": {"name": "Voice"}, "sg": [{"src": f"{MEDIA}/audio/voice-en.wav", "m": {"name": "Reading"}} | more]}


def logo(duration, **more):
    return {"tt": 0, "m": {"name": "Logo"}, "sg": [
        {"src": f"{MEDIA}/graphics/logo.png", "s": 0, "d": duration, "fit": "contain", "op": 0.6} | more]}


# A title that drawtext and libass can draw too: no soft shadow, its opacity in straight lines.
def plain_title(pointer):
    return [(f"{pointer}/style/shadow", REMOVE)]


def morning_brew():
    """Prepared: a voice, the logo at 60 %, the first title without its shadow and with a fade that is linear."""
    draft = edited(
        load("morning-brew"), ("/t/1/sg/0/op", 0.6), *plain_title("/t/2/sg/0"),
        ("/t/2/sg/0/kf", {"op": [[0, 0], [400, 1], [2500, 1], [2900, 0]]}),
        ("/t/-", voice(s=1000, d=13000, vol="3dB")))
    return Film("morning-brew", draft, {
        "clip": "/t/0/sg/1", "moving": "/t/0/sg/0", "text-late": "/t/2/sg/1", "title": "/t/2/sg/0",
        "letter": "Morning Brow", "photo": "/t/0/sg/2", "photo-source": "pagoda.jpg", "fit": "/t/0/sg/2",
        "logo": "/t/1/sg/0", "colors": "/t/0/sg/3", "transition": "/t/0/sg/2", "music": "/t/3", "voice": "/t/4",
        "plain": "/t/2/sg/0", "freeze": 4.2, "drop": 4.567, "flash": 8.2,
    })


def explainer():
    """Prepared: a logo at 60 %, a cross-fade for the push, a heading that fades in; no loudness, so that a change of the
    music does not change the voice with it."""
    draft = edited(
        load("explainer"), ("/m/loudness", REMOVE), ("/t/-", logo(24000, w="110px", h="110px", x=0.95, y=0.08)),
        ("/t/1/sg/3/tr", {"type": "crossfade", "d": 600}), ("/t/6/sg/0/an/in/type", "fade"))
    return Film("explainer", draft, {
        "clip": "/t/1/sg/1", "moving": "/t/3/sg/0", "text-late": "/t/7/sg/0", "title": "/t/6/sg/2",
        "letter": "It waits there:\nevery wort is heard.", "photo": "/t/1/sg/2", "photo-source": "pagoda.jpg",
        "fit": "/t/1/sg/2", "logo": "/t/10/sg/0", "colors": "/t/1/sg/2", "transition": "/t/1/sg/3", "music": "/t/9",
        "voice": "/t/8", "plain": "/t/6/sg/0", "freeze": 5.2, "drop": 6.0, "flash": 12.0,
    })


def travel_grade():
    """Prepared: a logo at 60 %; a title that fades in, at a size at which drawtext, whose advances are whole pixels, sets it
    as wide. Its loudness stays, so the cases that change its music are left to
    the other films: there the whole mix would change."""
    draft = edited(
        load("travel-grade"), ("/t/-", logo(20500, w="140px", h="140px", x=0.12, y=0.05)),
        ("/t/10/sg/2/an/in/type", "fade"), ("/t/10/sg/2/style/size", 74))
    return Film("travel-grade", draft, {
        "clip": "/t/0/sg/3", "moving": "/t/0/sg/2", "text-late": "/t/9/sg/0", "title": "/t/10/sg/3",
        "letter": "go back soom", "photo": "/t/7/sg/0", "photo-source": "coffee.png", "fit": "/t/0/sg/4",
        "logo": "/t/12/sg/0", "colors": "/t/0/sg/2", "transition": "/t/0/sg/3", "plain": "/t/10/sg/2",
        "freeze": 10.0, "drop": 10.5, "flash": 7.5,
    })


def short():
    """Five seconds of morning-brew, for a quick look at every case."""
    draft = morning_brew().draft
    pictures, mark, titles, music, speech = (draft["t"][i]["sg"] for i in range(5))
    del pictures[3:], titles[2:]
    for segment, duration in zip(pictures, (1500, 2000, 1500)):
        segment["d"] = duration
    pictures[0]["kf"] = {"sc": [[0, 1.0], [1900, 1.12, "ease-out"]]}
    pictures[2]["kf"] = {"sc": [[0, 1.15], [1500, 1.0]]}
    mark[0]["d"] = draft["d"] = 5000
    titles[0] |= {"s": 200, "d": 1500, "kf": {"op": [[0, 0], [300, 1], [1200, 1], [1500, 0]]}}
    titles[1] |= {"s": 2500, "d": 2000}
    music[0] |= {"d": 5000, "fi": 300, "fo": 600}
    speech[0] |= {"s": 500, "d": 4200}
    targets = morning_brew().targets | {"freeze": 2.0, "drop": 2.4, "flash": 4.1, "colors": "/t/0/sg/2"}
    return Film("short", draft, targets)


FILMS = {film.__name__.replace("_", "-"): film for film in (morning_brew, explainer, travel_grade, short)}
