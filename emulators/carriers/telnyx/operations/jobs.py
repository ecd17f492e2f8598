"""Background jobs: the numbers of an account changed many at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx import jobs, representations, rules
from emulators.carriers.telnyx.envelope import listed
from emulators.carriers.telnyx.paging import Page, page
from emulators.carriers.telnyx.schema import DeleteNumbers, JobFilters, JobId, ListJobs, UpdateNumbers
from emulators.carriers.telnyx.tables import JOBS
from emulators.core.operation import Operation
from emulators.core.provenance import documented
from emulators.core.store import NEWEST_FIRST, OLDEST_FIRST

if TYPE_CHECKING:
    from emulators.core.call import Call


def update_phone_numbers(call: Call) -> dict[str, Any]:
    """Changes the chosen numbers at once and returns the job, which still says `pending`."""
    return representations.pending_job(jobs.update(call, rules.batch_changes(call)))


def delete_phone_numbers(call: Call) -> dict[str, Any]:
    """Gives the listed numbers back at once and returns the job, which still says `pending`."""
    return representations.pending_job(jobs.delete(call))


def list_jobs(call: Call) -> Page:
    """Returns a page of the jobs of a type or of all, newest first unless a sort was sent."""
    given = {} if call.query.type is None else {"type": call.query.type}
    order = OLDEST_FIRST if call.query.sort else NEWEST_FIRST
    rows = call.store.select(JOBS, {"organization_id": call.principal.tenant, **given}, order)
    return page([representations.job(row) for row in rows], call.query)


def show_job(call: Call) -> dict[str, Any]:
    """Returns the job that the path names."""
    return representations.job(rules.own_job(call) or {})


DELETION = documented("POST /phone_numbers/jobs/delete_phone_numbers")

OPERATIONS = (
    Operation(
        "GET",
        "/v2/phone_numbers/jobs",
        list_jobs,
        documented("GET /phone_numbers/jobs"),
        query=ListJobs,
        success=listed,
    ),
    Operation(
        "GET",
        "/v2/phone_numbers/jobs/{id}",
        show_job,
        documented("GET /phone_numbers/jobs/{id}"),
        params=JobId,
        rules=(rules.job_exists,),
    ),
    Operation(
        "POST",
        "/v2/phone_numbers/jobs/delete_phone_numbers",
        delete_phone_numbers,
        DELETION,
        body=DeleteNumbers,
        rules=(
            rules.account_lets_itself_be_changed,
            rules.batch_is_listed.known(DELETION),
            rules.batch_is_named_in_one_way.known(DELETION),
            rules.batch_is_owned.known(DELETION),
        ),
        status=202,
    ),
    Operation(
        "POST",
        "/v2/phone_numbers/jobs/update_phone_numbers",
        update_phone_numbers,
        documented("POST /phone_numbers/jobs/update_phone_numbers"),
        query=JobFilters,
        body=UpdateNumbers,
        rules=(
            rules.account_lets_itself_be_changed,
            rules.batch_is_chosen,
            rules.batch_changes_something,
            rules.batch_is_named_in_one_way,
            rules.batch_is_owned,
            rules.connection_exists,
        ),
        status=202,
    ),
)
