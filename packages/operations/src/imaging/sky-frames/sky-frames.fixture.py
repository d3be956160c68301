"""Positions of other frames, as astropy gives them: for each line "from to lon lat" of standard input the two coordinates."""
import json
import sys

from astropy.coordinates import FK4, FK5, ICRS, FK4NoETerms, Galactic, SkyCoord
from astropy.time import Time


def frame(description):
    system, equinox = description["system"], description.get("equinox")
    if system == "ICRS":
        return ICRS()
    if system == "GALACTIC":
        return Galactic()
    if system == "FK5":
        return FK5(equinox=Time(equinox, format="jyear"))
    return {"FK4": FK4, "FK4-NO-E": FK4NoETerms}[system](equinox=Time(equinox, format="byear"))


answers = []
for case in json.load(sys.stdin):
    start = SkyCoord(case["position"][0], case["position"][1], unit="deg", frame=frame(case["from"]))
    end = start.transform_to(frame(case["to"]))
    answers.append([end.spherical.lon.deg, end.spherical.lat.deg])
json.dump(answers, sys.stdout)
