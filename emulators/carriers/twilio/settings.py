"""What nobody outside Twilio could tell us: one named choice each."""

from emulators.core.provenance import assumed
from emulators.core.settings import Setting

FOREIGN_ACCOUNT_STATUS = Setting(
    "foreign_account_status",
    default=401,
    choices=(401, 404),
    provenance=assumed("a path with another account's SID: whether that is 20003 or 20404 is printed nowhere"),
)

CALL_OUTCOME = Setting(
    "call_outcome",
    default="completed",
    choices=("completed", "busy", "no-answer", "failed"),
    provenance=assumed("nobody is called here, so how a call that is made ends has to be said"),
)

SETTINGS = (FOREIGN_ACCOUNT_STATUS, CALL_OUTCOME)
