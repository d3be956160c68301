"""Every call of the API as a Python function, made from its own OpenAPI document.

    DATALAB_URL=http://localhost:3000 DATALAB_TOKEN=... python3 calls_from_the_schema.py
"""

import os
from types import SimpleNamespace

import requests


def client(url, token):
    """Functions by the document's operationId; `path` values by name, then `query`, `headers` and `body`."""
    datalab = requests.Session()
    datalab.headers["Authorization"] = f"Token {token}"
    document = datalab.get(f"{url}/api/schema/").json()

    def function(method, path):
        def call(body=None, query=None, headers=None, **values):
            answer = datalab.request(
                method, url + path.format(**values), json=body, params=query, headers=headers
            )
            answer.raise_for_status()
            return answer.json() if answer.content else None

        return call

    return SimpleNamespace(
        **{
            description["operationId"]: function(method, path)
            for path, methods in document["paths"].items()
            for method, description in methods.items()
        }
    )


datalab = client(os.environ.get("DATALAB_URL", "http://localhost:3000"), os.environ["DATALAB_TOKEN"])
print("can run:", ", ".join(datalab.getAvailableOperations()))

frame = {"source": "archive", "basename": "sim-lsc1m0-20260110-0001-e91"}
session = datalab.postDatasessions(body={"name": "from the schema", "input_data": [frame]})
print("pixel scale:", datalab.postAnalysisWcs(body=frame)["cd2"][1] * 3600, "arcsec")
print("brightest source:", max(s["flux"] for s in datalab.postAnalysisSourceCatalog(body={**frame, "width": 1000, "height": 1000})))
datalab.deleteDatasessionsBySessionId(session_id=session["id"])
