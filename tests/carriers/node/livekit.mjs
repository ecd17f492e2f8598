// The official Node SDK against the emulator at the URL that is the one argument. It speaks JSON where Python's speaks protobuf.
import assert from "node:assert/strict";
import { SipClient } from "livekit-server-sdk";

const base = `${process.argv[2]}/livekit`;
const NUMBER = "+15105550111";

function connected(name, secret = `${name}-livekit-secret-0123456789abcdef`) {
  const client = new SipClient(base, `API${name}demo`, secret);
  // The SDK drops a path from its URL, so it is told again. An emulator served alone at the root needs no such thing.
  client.rpc.prefix = `${new URL(base).pathname}/twirp`;
  return client;
}

const client = connected("developer");
const failing = (status, code) => (error) => error.status === status && error.code === code;

const inbound = await client.createSipInboundTrunk("mine", [NUMBER], { authUsername: "user", authPassword: "pass" });
assert.match(inbound.sipTrunkId, /^ST_[2-9A-HJ-NP-Za-km-z]{12}$/);
assert.equal(inbound.authPassword, "pass");
await assert.rejects(client.createSipInboundTrunk("again", [NUMBER]), failing(400, "invalid_argument"));
const renamed = await client.updateSipInboundTrunkFields(inbound.sipTrunkId, { name: "renamed" });
assert.deepEqual([renamed.name, renamed.numbers], ["renamed", [NUMBER]]);
assert.deepEqual((await client.listSipInboundTrunk({ numbers: [NUMBER] })).map((trunk) => trunk.name), ["renamed"]);

const outbound = await client.createSipOutboundTrunk("mine", "sip.example.com", [NUMBER]);
assert.equal(outbound.address, "sip.example.com");
assert.equal((await client.listSipOutboundTrunk()).length, 2);

const rule = await client.createSipDispatchRule(
  { type: "individual", roomPrefix: "call-", pin: "1234" },
  { name: "mine", trunkIds: [inbound.sipTrunkId] },
);
assert.match(rule.sipDispatchRuleId, /^SDR_/);
assert.deepEqual(rule.rule.rule.value.pin, "1234");
assert.equal((await client.listSipDispatchRule({ trunkIds: [inbound.sipTrunkId] })).length, 1);
await client.deleteSipDispatchRule(rule.sipDispatchRuleId);
await assert.rejects(client.deleteSipDispatchRule(rule.sipDispatchRuleId), failing(404, "not_found"));
const participant = await client.createSipParticipant(outbound.sipTrunkId, "+14155550199", "room", {
  participantIdentity: "callee",
});
assert.deepEqual([participant.roomName, participant.participantIdentity], ["room", "callee"]);
await client.transferSipParticipant("room", "callee", "tel:+14155550100");
await assert.rejects(client.transferSipParticipant("room", "nobody", "tel:+14155550100"), failing(404, "not_found"));
for (const { sipTrunkId } of [inbound, outbound]) await client.deleteSipTrunk(sipTrunkId);
assert.equal((await client.listSipInboundTrunk()).length, 1);

await assert.rejects(connected("developer", "wrong".repeat(8)).listSipInboundTrunk(), (error) => error.status === 401);
await assert.rejects(connected("limited").listSipInboundTrunk(), failing(429, "resource_exhausted"));
