# Positions on the sky by astropy and wcslib. A line of the input: {"header": text of the cards, "x": [...], "y": [...]} (pixels from 0);
# a line of the output: {"ra": [...], "dec": [...]}.
import json
import sys
import warnings

from astropy.io.fits import Header
from astropy.wcs import WCS

warnings.simplefilter("ignore")
for line in sys.stdin:
    case = json.loads(line)
    header = Header.fromstring(case["header"])
    wcs = WCS(header)
    swapped = header["CTYPE1"].startswith("DEC")
    first, second = wcs.all_pix2world(case["x"], case["y"], 0)
    ra, dec = (second, first) if swapped else (first, second)
    print(json.dumps({"ra": list(ra), "dec": list(dec)}))
