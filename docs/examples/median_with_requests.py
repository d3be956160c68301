"""A Median of three frames, downloaded as FITS.

    DATALAB_URL=http://localhost:3000 DATALAB_TOKEN=... python3 median_with_requests.py median.fits
"""

import os
import sys

import requests

url = os.environ.get("DATALAB_URL", "http://localhost:3000")
datalab = requests.Session()
datalab.headers["Authorization"] = f"Token {os.environ['DATALAB_TOKEN']}"


def post(path, body, **headers):
    answer = datalab.post(f"{url}/api/{path}", json=body, headers=headers)
    answer.raise_for_status()
    return answer.json()


frames = [{"source": "archive", "basename": f"sim-lsc1m0-20260110-{n:04d}-e91"} for n in (1, 2, 3)]
session = post("datasessions/", {"name": "from Python", "input_data": frames})
operations = f"datasessions/{session['id']}/operations/"
median = post(operations, {"name": "Median", "input_data": {"input_files": frames}}, Prefer="wait=30")

while median["status"] in ("PENDING", "IN_PROGRESS"):  # it took longer than the wait
    median = datalab.get(f"{url}/api/{operations}{median['id']}/", headers={"Prefer": "wait=30"}).json()
if median["status"] != "COMPLETED":
    sys.exit(median["message"])

link = median["output"]["output_files"][0]["fits_url"]
with open(sys.argv[1], "wb") as file, requests.get(link, stream=True) as download:
    for chunk in download.iter_content(1 << 20):
        file.write(chunk)
print(f"{sys.argv[1]}: {os.path.getsize(sys.argv[1])} bytes")
