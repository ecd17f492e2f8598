// The official Node SDK against the emulator at the URL that is the one argument.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import plivo from "plivo";

const base = `${process.argv[2]}/plivo`;
const ACCOUNT = "MADEMOACCOUNT0000001";
const SPARE = "12125550102";

// The SDK takes a URL, but asks for applications at a host of its own choosing, so that one is replaced below it.
const axios = createRequire(createRequire(import.meta.url).resolve("plivo"))("axios");
const http = axios.getAdapter("http");
axios.defaults.adapter = (config) => http({ ...config, url: config.url.replace("https://api.plivo.com", base) });

function connected(token) {
  return new plivo.Client(ACCOUNT, token, { url: `${base}/v1/Account/${ACCOUNT}` });
}

const client = connected("plivo-demo-token");
const failing = (status) => (error) => error.status === status;

// Asked for as /v1/Account/MA...//, with a doubled slash.
assert.equal((await client.accounts.get()).billingMode, "prepaid");

const numbers = await client.numbers.list({ limit: 2, offset: 1 });
assert.deepEqual(numbers.map((number) => number.number), [SPARE, "18005550103"]);
assert.equal((await client.numbers.get(`+${SPARE}`)).number, SPARE);

const created = await client.applications.create("Support", { answerUrl: "http://127.0.0.1:9000/answer" });
assert.match(created.appId, /^[0-9]{17}$/);
const application = await client.applications.get(created.appId);
assert.deepEqual([application.appName, application.answerUrl], ["Support", "http://127.0.0.1:9000/answer"]);
assert.equal((await client.applications.list({ limit: 20 })).length, 2);

await client.numbers.update(SPARE, { appId: created.appId });
assert.ok((await client.numbers.get(SPARE)).application.endsWith(`/Application/${created.appId}/`));
await client.applications.delete(created.appId);
assert.equal((await client.numbers.get(SPARE)).application, null);
await assert.rejects(client.applications.get(created.appId), failing(404));

const [offered] = await client.numbers.search("US", { type: "local" });
assert.equal((await client.numbers.buy(offered.number)).numbers[0].number, offered.number);
await client.numbers.unrent(offered.number);
const call = await client.calls.create(SPARE, "14155550199", "http://127.0.0.1:9/answer");
assert.equal(call.message, "call fired");
assert.equal((await client.calls.hangup(call.requestUuid)) !== undefined, true);

await client.numbers.unrent(SPARE);
await assert.rejects(client.numbers.get(SPARE), failing(404));
await assert.rejects(client.numbers.get("15005550001"), failing(400));
await assert.rejects(connected("wrong").numbers.list(), failing(401));
process.exit(0); // The SDK's agents keep their sockets open.
