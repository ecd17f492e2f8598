"""Declares the operations. What each of them does is in the module of its noun."""

from dataclasses import replace

from emulators.core.operation import Operation
from emulators.core.provenance import documented, inferred
from emulators.vendors.butter import agents, envelope, integrations, phone_numbers, problems, rules
from emulators.vendors.butter.schema import (
    AgentPath,
    AssignmentPath,
    AssignPhoneNumber,
    CreateAgent,
    CreateIntegration,
    ImportPhoneNumber,
    IntegrationPath,
    ListPhoneNumbers,
    UpdateIntegration,
)
from emulators.vendors.butter.settings import CREATED_STATUS

FROM_IMPORT = "phone-numbers/import; this page does not print it"
FROM_ASSIGN = "agents/assign-phone; this page does not print it"
MISSING = {"missing": replace(problems.BAD_REQUEST, provenance=inferred(f"Missing required fields: {FROM_IMPORT}"))}
INTEGRATION = (
    rules.integration_id_has_its_form,
    rules.integration_exists.known(inferred(f"Integration not found: {FROM_IMPORT}")),
    rules.integration_is_ours.known(inferred(f"Integration belongs to different organization: {FROM_IMPORT}")),
)
AGENT = (
    rules.agent_id_has_its_form,
    rules.agent_exists.known(inferred(f"Agent not found: {FROM_ASSIGN}")),
    rules.agent_is_ours.known(inferred(f"Access denied to agent: {FROM_ASSIGN}")),
)

import_phone_number = Operation(
    "POST",
    "/api/phone-numbers",
    name="import_phone_number",
    provenance=documented("POST /api/phone-numbers"),
    permission="phone_numbers:create",
    body=ImportPhoneNumber,
    requires=rules.CONDITIONS,
    invalid={"missing": problems.BAD_REQUEST, "provider": problems.BAD_REQUEST},
    rules=(
        rules.integration_exists,
        rules.integration_is_ours,
        rules.integration_is_an_active_twilio_one,
        rules.twilio_accepts_the_credentials,
        rules.twilio_account_owns_the_numbers,
    ),
    effect=phone_numbers.store_phone_number,
    raises=(problems.NOT_VALID, problems.NUMBER_EXISTS, problems.WEBHOOK_FAILED, problems.TRUNK_FAILED),
    status=CREATED_STATUS,
    message="Phone number imported successfully with {provider}",
    number="phone_number",
    success=envelope.phone_number,
)
list_phone_numbers = Operation(
    "GET",
    "/api/phone-numbers",
    name="list_phone_numbers",
    provenance=documented("GET /api/phone-numbers: List all phone numbers configured for your organization."),
    permission="phone_numbers:read",
    query=ListPhoneNumbers,
    rules=(rules.cursor_is_from_this_list,),
    effect=phone_numbers.page_of_phone_numbers,
    success=envelope.page,
)
assign_phone_number = Operation(
    "POST",
    "/api/agents/{agent_id}/assign-phone-number",
    name="assign_phone_number",
    provenance=documented("POST /api/agents/{agent_id}/assign-phone-number: Assign a phone number to an agent."),
    params=AgentPath,
    permission="phone_numbers:update",
    body=AssignPhoneNumber,
    invalid=MISSING,
    rules=(
        rules.agent_id_has_its_form,
        rules.agent_exists,
        rules.agent_is_ours,
        rules.numbers_exist,
        rules.numbers_are_ours,
        rules.numbers_are_not_on_this_agent,
        rules.numbers_are_free,
        rules.twilio_numbers_have_an_integration,
        rules.twilio_accepts_the_credentials,
        rules.twilio_account_owns_the_numbers,
    ),
    effect=agents.assign_phone_number,
    raises=(problems.NOT_VALID, problems.WEBHOOK_FAILED),
    message="Phone number assigned successfully",
    success=envelope.assignment,
)
unassign_phone_number = Operation(
    "POST",
    "/api/agents/{agent_id}/unassign-phone-number/{phone_number_id}",
    name="unassign_phone_number",
    provenance=documented(
        "Unassign a phone number from an agent. (That Twilio is told to let go of the number is assumed.)"
    ),
    params=AssignmentPath,
    permission="phone_numbers:update",
    rules=(
        rules.agent_id_has_its_form,
        rules.agent_exists,
        rules.agent_is_ours,
        rules.number_is_of_this_organization,
        rules.number_is_on_this_agent,
    ),
    effect=agents.unassign_phone_number,
    message="Phone number unassigned successfully",
    success=envelope.assignment,
)
create_integration = Operation(
    "POST",
    "/api/integrations",
    name="create_integration",
    provenance=documented("POST /api/integrations: Create a new integration with external service credentials"),
    permission="integrations:create",
    body=CreateIntegration,
    invalid=MISSING,
    effect=integrations.store_integration,
    status=CREATED_STATUS,
    message="Integration created successfully",
    success=envelope.integration,
)
update_integration = Operation(
    "PUT",
    "/api/integrations/{integration_id}",
    name="update_integration",
    provenance=documented(
        "PUT /api/integrations/{integration_id}: Update an existing integration's name or credentials."
    ),
    params=IntegrationPath,
    permission="integrations:update",
    body=UpdateIntegration,
    invalid=MISSING,
    rules=INTEGRATION,
    effect=integrations.change_integration,
    message="Integration updated successfully",
    success=envelope.integration,
)
delete_integration = Operation(
    "DELETE",
    "/api/integrations/{integration_id}",
    name="delete_integration",
    provenance=documented(
        "DELETE /api/integrations/{integration_id}: Delete an integration and its stored credentials."
    ),
    params=IntegrationPath,
    permission="integrations:delete",
    rules=(*INTEGRATION, rules.no_number_refers_to_the_integration),
    effect=integrations.remove_integration,
    message="Integration deleted successfully",
    success=envelope.integration,
)
create_agent = Operation(
    "POST",
    "/api/agents",
    name="create_agent",
    provenance=documented("POST /api/agents. (The rules for assigned_phone_number_ids are those of the assign page.)"),
    permission="agents:create",
    body=CreateAgent,
    invalid=MISSING,
    rules=(
        rules.numbers_exist.known(inferred(f"Phone number not found: {FROM_ASSIGN}")),
        rules.numbers_are_ours.known(inferred(f"phone number belongs to different organization: {FROM_ASSIGN}")),
        rules.numbers_are_free.known(inferred(f"Phone number already assigned to another agent: {FROM_ASSIGN}")),
        rules.twilio_numbers_have_an_integration.known(inferred(f"has no associated integration: {FROM_ASSIGN}")),
        rules.twilio_accepts_the_credentials,
        rules.twilio_account_owns_the_numbers,
    ),
    effect=agents.store_agent,
    raises=(problems.NOT_VALID, problems.WEBHOOK_FAILED),
    status=CREATED_STATUS,
    message="Agent created successfully",
    success=envelope.agent,
)
get_agent = Operation(
    "GET",
    "/api/agents/{agent_id}",
    name="get_agent",
    provenance=documented("Retrieve the full configuration details of a specific agent."),
    params=AgentPath,
    permission="agents:read",
    rules=AGENT,
    effect=agents.agent,
    success=envelope.agent,
)
delete_agent = Operation(
    "DELETE",
    "/api/agents/{agent_id}",
    name="delete_agent",
    provenance=documented("DELETE /api/agents/{agent_id}: Delete an agent."),
    params=AgentPath,
    permission="agents:delete",
    rules=(*AGENT, rules.no_number_is_on_the_agent),
    effect=agents.remove_agent,
    message="Agent deleted successfully",
)

OPERATIONS = (
    import_phone_number,
    list_phone_numbers,
    assign_phone_number,
    unassign_phone_number,
    create_integration,
    update_integration,
    delete_integration,
    create_agent,
    get_agent,
    delete_agent,
)
