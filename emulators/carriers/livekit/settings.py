"""What a project configures outside the API: one named choice each."""

from emulators.core.provenance import documented
from emulators.core.settings import Setting

WEBHOOK_URL = Setting(
    "webhook_url",
    default="",
    provenance=documented(
        "the server's config: webhook.urls, none unless set. Here it is one URL for all projects, each signing with its own key"
    ),
)

SETTINGS = (WEBHOOK_URL,)
