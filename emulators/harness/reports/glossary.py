"""Explains the words of reports to a first-time reader."""

from __future__ import annotations

WORDS = {
    "case": "one request, or a few in a row, with the answer that the contract demands",
    "clause": "one statement of the contract, at a line of its file",
    "basis": "how a clause is known: documented (the vendor's page says so), observed (the vendor answered so), "
    "inferred (from a neighbouring page), assumed (nobody says)",
    "failed": "the target departed from a clause that is documented or observed",
    "noticed": "the target departed from a clause that is inferred or assumed; it does not fail for that",
    "held": "the answer was as the contract demands",
    "not checked": "the case was not sent, or its answer has a reason outside the request; the reason is given",
    "success": "the target accepted a request as the vendor's page says it does; without any, a run proves nothing",
    "inconclusive": "nothing was shown to be broken, and too little was shown to hold",
    "branch": "one of several kinds of request that an operation takes, such as one for each provider",
    "class": "what a finding is about: whether the request was accepted or refused at all",
    "status, content type, body": "what else a finding is about: the number, the media type, or the form of the answer",
    "echo, default, value, order": "a value that was sent and did not come back, or came back as something else",
    "secret, extra": "a credential in an answer, or a field that the contract does not have",
    "left over": "what the run made on the target and could not delete",
    "life": "a sequence of calls that create, read, change and delete",
    "near-miss": "a value just outside of what the contract allows",
    "profile": "settings of an emulator under which it answers as the vendor's printed samples do",
}
