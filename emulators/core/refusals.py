"""Lists what the pipeline itself refuses, in each emulator's own words and statuses."""

from __future__ import annotations

from dataclasses import dataclass

from emulators.core.problem import Problem
from emulators.core.provenance import assumed


@dataclass(frozen=True, slots=True)
class Refusals:
    """The problems that every emulator has, each in the vendor's own words."""

    no_route: Problem
    no_method: Problem
    too_large: Problem
    media_type: Problem
    malformed: Problem
    invalid: Problem
    forbidden: Problem
    fault: Problem

    @classmethod
    def standard(cls, silence: str, **stated: Problem) -> Refusals:
        """Returns the refusals that most vendors are assumed to share, with the problems that a page states in their
        place.

        `silence` begins the reason of each assumption: what the pages leave out.

        Raises:
            TypeError: a name in `stated` is no refusal.
        """
        unread = assumed(f"{silence}the body cannot be read")
        usual = {
            "no_route": Problem(404, "Not found", assumed(f"{silence}what clients expect of an unknown path")),
            "no_method": Problem(405, "Method not allowed", assumed(f"{silence}what clients expect of a wrong method")),
            "too_large": Problem(413, "Request body too large", assumed("a limit of ours: 1 MiB")),
            "media_type": Problem(400, "Content-Type must be application/json", unread),
            "malformed": Problem(400, "Invalid body", unread),
            "invalid": Problem(400, "Validation failed", assumed(f"{silence}what clients expect of a wrong value")),
            "forbidden": Problem(403, "Forbidden", assumed("no page knows roles; nothing here asks for a permission")),
            "fault": Problem(500, "Internal server error", assumed("a fault of this emulator, not of the request")),
        }
        return cls(**usual | stated)
