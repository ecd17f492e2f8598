"""What a project configures outside the API, and where servers differ by their age: one named choice each."""

from emulators.core.provenance import documented
from emulators.core.settings import Setting

WEBHOOK_URL = Setting(
    "webhook_url",
    default="",
    provenance=documented(
        "the server's config: webhook.urls, none unless set. Here it is one URL for all projects, each signing with its own key"
    ),
)

EXPIRATION_REQUIRED = Setting(
    "expiration_required",
    default=False,
    provenance=documented(
        "protocol, auth/verifier.go, since August 2026: a token without exp is refused; the tokens of the demo world have none, so "
        "that they can be pasted"
    ),
)

SETTINGS = (WEBHOOK_URL, EXPIRATION_REQUIRED)
