"""The same work in numpy, OpenCV and reproject: reads a task a line, answers its CPU milliseconds, nan where the tool is not installed.
Arguments: the frame, the headers as JSON, the part of the output that slow tasks do."""
import json
import sys
import time
import warnings

import numpy as np
from astropy.io import fits
from astropy.wcs import WCS

warnings.simplefilter("ignore")
path, headers, part = sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3])
with fits.open(path, memmap=False) as hdus:
    frame = np.ascontiguousarray(hdus["SCI"].data, dtype=np.float32)
solutions = {name: WCS(fits.Header(cards)) for name, cards in headers.items()}
height, width = frame.shape


def frame_median():
    np.median(frame)
    return 1


def area_resize():
    import cv2

    cv2.resize(frame, (500, 500), interpolation=cv2.INTER_AREA)
    return 1


def reproject(kind):
    from reproject import reproject_adaptive

    # Only the middle rows of the output, which cost what all others do.
    rows = height // part
    first = (height - rows) // 2
    output = solutions["output"][first : first + rows]
    reproject_adaptive(
        (frame, solutions[kind]),
        output,
        shape_out=(rows, width),
        kernel="gaussian",
        kernel_width=1.3,
        sample_region_width=4,
        boundary_mode="strict",
        center_jacobian=False,
        conserve_flux=True,
        roundtrip_coords=True,
    )
    return part


tasks = {
    "frameMedian": frame_median,
    "areaResize": area_resize,
    "tanReproject": lambda: reproject("tan"),
    "sipReproject": lambda: reproject("sip"),
}
print("ready", flush=True)
for line in sys.stdin:
    start = time.process_time()
    try:
        factor = tasks[line.strip()]()
    except ImportError:
        factor = float("nan")
    print(1000 * factor * (time.process_time() - start), flush=True)
