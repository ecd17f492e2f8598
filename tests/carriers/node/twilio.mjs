// The official Node SDK against the emulator at the URL that is the one argument.
import assert from "node:assert/strict";
import twilio from "twilio";

const base = `${process.argv[2]}/twilio`;
const ACCOUNT = "AC00000000000000000000000000000001";
const TOKEN = "10000000000000000000000000000001";
const NUMBER = "PN00000000000000000000000000000001";

function connected(token) {
  const client = twilio(ACCOUNT, token);
  client.api.baseUrl = client.trunking.baseUrl = base;
  return client;
}

const client = connected(TOKEN);
const code = (expected) => (error) => error instanceof twilio.RestException && error.code === expected;

const account = await client.api.accounts(ACCOUNT).fetch();
assert.equal(account.status, "active");
assert.equal(account.dateCreated.toISOString(), "2024-01-15T10:30:00.000Z");
assert.equal((await client.balance.fetch()).currency, "USD");

const numbers = await client.incomingPhoneNumbers.list({ pageSize: 1 });
assert.equal(numbers.length, 4);
const updated = await client.incomingPhoneNumbers(NUMBER).update({ voiceUrl: "https://example.com/voice" });
assert.equal(updated.voiceUrl, "https://example.com/voice");
await assert.rejects(client.incomingPhoneNumbers(NUMBER).update({ voiceUrl: "nowhere" }), code(21402));
await assert.rejects(client.incomingPhoneNumbers.create({ phoneNumber: "+15005550000" }), code(21422));
await assert.rejects(connected("wrong").incomingPhoneNumbers.list(), code(20003));

const [offered] = await client.availablePhoneNumbers("US").tollFree.list({ limit: 1 });
const bought = await client.incomingPhoneNumbers.create({ phoneNumber: offered.phoneNumber });
assert.equal(bought.phoneNumber, offered.phoneNumber);
assert.equal((await client.incomingPhoneNumbers.tollFree.list()).at(-1).sid, bought.sid);
assert.equal(await client.incomingPhoneNumbers(bought.sid).remove(), true);

const call = await client.calls.create({ from: numbers[0].phoneNumber, to: "+14155550199", url: "http://127.0.0.1:9/voice" });
assert.equal(call.status, "queued");
assert.equal((await client.calls(call.sid).fetch()).to, "+14155550199");
assert.ok((await client.calls.list()).some(({ sid }) => sid === call.sid));
await assert.rejects(client.calls.create({ from: "+15005550001", to: "+14155550199", url: "http://127.0.0.1:9/" }), code(21212));

const application = await client.applications.create({ friendlyName: "Support" });
assert.equal((await client.applications(application.sid).fetch()).friendlyName, "Support");
assert.equal(await client.applications(application.sid).remove(), true);

for (const friendlyName of ["a", "b", "c"]) await client.trunking.v1.trunks.create({ friendlyName });
const trunks = await client.trunking.v1.trunks.list({ pageSize: 1 });
assert.deepEqual(trunks.map((trunk) => trunk.friendlyName), ["Demo trunk", "a", "b", "c"]);
const target = { weight: 10, priority: 10, enabled: true, friendlyName: "Main", sipUrl: "sip:pbx.example.com" };
// By SID: this release of the SDK gives what it created or listed no way to its own resource.
const trunk = client.trunking.v1.trunks(trunks[1].sid);
assert.equal((await trunk.originationUrls.create(target)).sipUrl, target.sipUrl);
await trunk.phoneNumbers.create({ phoneNumberSid: NUMBER });
assert.equal((await client.incomingPhoneNumbers(NUMBER).fetch()).trunkSid, trunks[1].sid);
const credentials = await client.sip.credentialLists.create({ friendlyName: "Devices" });
await client.sip.credentialLists(credentials.sid).credentials.create({ username: "device", password: "Secret12345678" });
await trunk.credentialsLists.create({ credentialListSid: credentials.sid });
assert.deepEqual((await trunk.credentialsLists.list()).map(({ sid }) => sid), [credentials.sid]);
const addresses = await client.sip.ipAccessControlLists.create({ friendlyName: "Office" });
await client.sip.ipAccessControlLists(addresses.sid).ipAddresses.create({ friendlyName: "PBX", ipAddress: "203.0.113.7" });
await trunk.ipAccessControlLists.create({ ipAccessControlListSid: addresses.sid });
assert.deepEqual((await trunk.ipAccessControlLists.list()).map(({ sid }) => sid), [addresses.sid]);
assert.equal(await trunk.ipAccessControlLists(addresses.sid).remove(), true);
assert.equal(await trunk.remove(), true);

assert.equal(await client.incomingPhoneNumbers(NUMBER).remove(), true);
await assert.rejects(client.incomingPhoneNumbers(NUMBER).fetch(), code(20404));
