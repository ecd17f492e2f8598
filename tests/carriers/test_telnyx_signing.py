import base64

from emulators.carriers.telnyx.seed import PUBLIC_KEYS, ROWS
from emulators.carriers.telnyx.signing import _private_key
from emulators.carriers.telnyx.tables import ACCOUNTS


def test_the_public_keys_that_are_written_down_belong_to_the_keys_that_sign() -> None:
    accounts = [account["organization_id"] for account in ROWS[ACCOUNTS]]

    derived = {each: base64.b64encode(_private_key(each).public_key().public_bytes_raw()).decode() for each in accounts}

    assert derived == PUBLIC_KEYS
