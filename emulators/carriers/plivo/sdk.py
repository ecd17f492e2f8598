"""What to paste so that Plivo's own SDKs ask here. Neither of them takes another host for all that it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.telephony import Language

PYTHON = """\
import plivo
from plivo.rest import client as rest

# Numbers are asked for at the first, applications at the others; the client reads them anew for every request.
for name in (
    "PLIVO_API_BASE_URI",
    "API_VOICE_BASE_URI",
    "API_VOICE_BASE_URI_FALLBACK_1",
    "API_VOICE_BASE_URI_FALLBACK_2",
):
    setattr(rest, name, "{url}")

with plivo.RestClient("MADEMOACCOUNT0000001", "plivo-demo-token") as client:
    for number in client.numbers.list().objects:
        print(number.number, number.application)
"""

NODE = """\
import { createRequire } from "node:module";
import plivo from "plivo";

// The client takes a URL, but asks for applications at a host of its own choosing: so the host is replaced below it.
const axios = createRequire(createRequire(import.meta.url).resolve("plivo"))("axios");
const http = axios.getAdapter("http");
axios.defaults.adapter = (config) => http({ ...config, url: config.url.replace("https://api.plivo.com/v1/Account", "{url}") });

const client = new plivo.Client("MADEMOACCOUNT0000001", "plivo-demo-token");

for (const number of await client.numbers.list()) console.log(number.number, number.application);
"""

SNIPPETS: Mapping[Language, str] = {"python": PYTHON, "node": NODE}
