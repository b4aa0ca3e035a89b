#!/usr/bin/env python3
"""Writes drafts/S1.json .. S5.json: the scenarios of make_scenarios.py as drafts (format: docs/format.md), sources relative to the media folder."""
import json, os
here = os.path.dirname(os.path.abspath(__file__))
os.makedirs(here + "/drafts", exist_ok=True)
ms = lambda s: round(s * 1000)
for name in ("S1", "S2", "S3", "S4", "S5"):
    S = json.load(open(f"{here}/scenarios/{name}.json")); W, H = S["width"], S["height"]
    t = [{"tt": 0, "sg": []}]
    for k, v in enumerate(S["video"]):
        last = k == len(S["video"]) - 1
        end = v["start"] + v["duration"] if last else S["video"][k + 1]["start"]
        g = {"src": v["src"], "s": ms(v["start"]), "d": ms(end) - ms(v["start"])}
        if v["type"] == "clip": g |= {"ss": ms(v["in"]), "vol": v["gain"]}
        if "zoom" in v: g["kf"] = {"sc": [[0, v["zoom"][0]], [ms(v["duration"]), v["zoom"][1]]]}
        if "xfade" in v: g["tr"] = {"type": "crossfade", "d": ms(v["xfade"])}
        t[0]["sg"].append(g)
    for o in S["overlays"]:
        g = {"src": o["src"], "s": ms(o["start"]), "d": ms(o["duration"]), "fit": "stretch", "w": f"{o['w']}px", "h": f"{o['h']}px", "x": o["x"] / W, "y": o["y"] / H, "ro": o["rotation"], "op": o["opacity"]}
        kf = {a: [[0, o[a] / n], [ms(o["duration"]), o[a + "2"] / n]] for a, n in (("x", W), ("y", H)) if o.get(a + "2", o[a]) != o[a]}
        if kf: g["kf"] = kf
        t.append({"tt": 0, "sg": [g]})
    for x in S["texts"]:
        style = {"font": "font.ttf", "size": x["size"], "color": x["color"]}
        if x["box"]: style["box"] = {"color": "#000000%02x" % round(255 * x["box"]), "padding": 20}
        t.append({"tt": 7, "sg": [{"tx": x["text"], "s": ms(x["start"]), "d": ms(x["duration"]), "x": x["x"] / W, "y": x["y"] / H, "w": 1.0, "style": style}]})
    for a in S["audio"]:
        t.append({"tt": 1, "sg": [{"src": a["src"], "s": ms(a["start"]), "d": ms(a["duration"]), "vol": a["gain"], "fi": ms(a["fade_in"]), "fo": ms(a["fade_out"])}]})
    json.dump({"v": 1, "t": t, "d": ms(S["duration"]), "m": {"title": name, "width": W, "height": H, "fps": S["fps"]}}, open(f"{here}/drafts/{name}.json", "w"), indent=1)
