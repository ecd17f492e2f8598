"""Declares what the vendor keeps: one table for each kind of thing."""

from emulators.core.store import Table

ADMIN = "admin"
USERS = Table("weya_users", {"_id": str, "workspace": str, "role": str}, key="_id")
TOKENS = Table("weya_tokens", {"token": str, "userId": str}, key="token", secret=frozenset({"token"}))
PHONES = Table(
    "weya_phones",
    {
        "_id": str,
        "workspace": str,
        "userId": str,
        "digits": str,
        "phoneNumber": str,
        "integration": str,
        "authToken": str,
        "accSId": str,
        "createdAt": str,
    },
    key="_id",
    unique=(("userId", "digits"),),
    secret=frozenset({"authToken"}),
)

TABLES = (USERS, TOKENS, PHONES)
