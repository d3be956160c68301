"""The common grid of the FITS files that are named, and each of them resampled to it, by astropy and reproject: a JSON line, then float64."""
import json
import sys
import warnings

import numpy as np
from astropy.io import fits
from astropy.wcs import WCS
from reproject import reproject_adaptive
from reproject.mosaicking import find_optimal_celestial_wcs

warnings.simplefilter("ignore")
images = []
for path in sys.argv[1:]:
    with fits.open(path) as hdus:
        images.append((hdus["SCI"].data.astype(float), WCS(hdus["SCI"].header)))
grid, shape = find_optimal_celestial_wcs(images)
about = {"shape": shape, "crpix": list(grid.wcs.crpix), "crval": list(grid.wcs.crval), "cdelt": list(grid.wcs.cdelt)}
sys.stdout.buffer.write((json.dumps(about) + "\n").encode())
for image in images:
    resampled, _ = reproject_adaptive(
        image,
        grid,
        shape_out=shape,
        kernel="gaussian",
        kernel_width=1.3,
        sample_region_width=4,
        boundary_mode="strict",
        center_jacobian=False,
        conserve_flux=True,
        roundtrip_coords=True,
    )
    sys.stdout.buffer.write(np.ascontiguousarray(resampled, "<f8").tobytes())
