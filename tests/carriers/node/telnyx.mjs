// The official Node SDK against the emulator at the URL that is the one argument.
import assert from "node:assert/strict";
import Telnyx from "telnyx";

const baseURL = `${process.argv[2]}/telnyx/v2`;
const SPARE = "1293384261075731402";

function connected(apiKey) {
  return new Telnyx({ apiKey, baseURL, maxRetries: 0 });
}

const client = connected("KEYDEMO_telnyx");
const failing = (kind, code) => (error) => error instanceof kind && error.error.errors[0].code === code;

assert.equal((await client.balance.retrieve()).data.currency, "USD");

const numbers = [];
for await (const number of client.phoneNumbers.list({ "page[size]": 2 })) numbers.push(number.phone_number);
assert.deepEqual(numbers, ["+18005550103", "+12125550102", "+12125550101"]);
const found = await client.phoneNumbers.list({ filter: { phone_number: "+12125550102" } });
assert.deepEqual(found.data.map((number) => number.id), [SPARE]);

const { data: application } = await client.callControlApplications.create({
  application_name: "Support",
  webhook_event_url: "http://127.0.0.1:9000/events",
});
assert.equal(typeof application.id, "string");
const { data: number } = await client.phoneNumbers.update(SPARE, { connection_id: application.id });
assert.deepEqual([number.connection_id, number.connection_name], [application.id, "Support"]);
const { data: voice } = await client.phoneNumbers.voice.update(SPARE, { usage_payment_method: "channel" });
assert.equal(voice.usage_payment_method, "channel");

const texml = { friendly_name: "Support", voice_url: "http://127.0.0.1:9000/texml" };
const { data: made } = await client.texmlApplications.create(texml);
assert.equal((await client.texmlApplications.delete(made.id)).data.id, made.id);

const { data: [offered] } = await client.availablePhoneNumbers.list({ filter: { country_code: "US" } });
const { data: order } = await client.numberOrders.create({ phone_numbers: [{ phone_number: offered.phone_number }] });
assert.equal(order.status, "pending");
assert.equal((await client.numberOrders.retrieve(order.id)).data.status, "success");
const { data: connection } = await client.credentialConnections.create({
  connection_name: "PBX", user_name: "pbxuser123", password: "Secret12345678",
});
assert.equal((await client.connections.retrieve(connection.id)).data.connection_name, "PBX");
const { data: call } = await client.calls.dial({ connection_id: application.id, from: "+12125550199", to: "+14155550199" });
assert.equal(call.record_type, "call");
assert.equal((await client.calls.actions.hangup(call.call_control_id, {})).data.result, "ok");

await assert.rejects(client.texmlApplications.retrieve(made.id), failing(Telnyx.NotFoundError, "10005"));
await assert.rejects(
  client.phoneNumbers.update(SPARE, { connection_id: "1" }),
  failing(Telnyx.UnprocessableEntityError, "10017"),
);
await assert.rejects(connected("KEYWRONG_telnyx").balance.retrieve(), failing(Telnyx.AuthenticationError, "10009"));
await assert.rejects(connected("KEYRATELIMITED_telnyx").balance.retrieve(), failing(Telnyx.RateLimitError, "10011"));

assert.equal((await client.phoneNumbers.delete(SPARE)).data.status, "deleted");
await assert.rejects(client.phoneNumbers.retrieve(SPARE), failing(Telnyx.NotFoundError, "10005"));
