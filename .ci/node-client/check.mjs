// Drives a server with the official Node client, unmodified: every method of every module, and what comes back.
// Usage: node check.mjs BASE_URL MASTER_KEY
import assert from "node:assert/strict";
import M2X from "m2x";
import { allMethods, driverOf, eventually } from "./calls.mjs";

const [url, masterKey] = process.argv.slice(2);
const { client, called } = driverOf(M2X, ["collections", "commands", "devices", "distributions", "jobs", "keys"]);
const api = client(masterKey, url);
const hex32 = /^[0-9a-f]{32}$/;
const unique = Date.now().toString(36);

// Methods that the client can't run at all: its Devices gets no Keys to work with.
const broken = ["devices.createKey", "devices.updateKey"];

function expect(reply, status) {
  assert.equal(reply.status, status, `expected ${status}, not ${reply.status}: ${reply.raw}`);
  assert.ok(reply.headers["x-m2x-version"], "no version header");
  return reply.json;
}

function accepted(reply) {
  assert.deepEqual(expect(reply, 202), { status: "accepted" });
  return reply;
}

async function platform() {
  assert.deepEqual(expect(await api.m2x.status(), 200), { api: "OK", triggers: "OK" });
  const time = expect(await api.m2x.time(), 200);
  assert.equal(Math.floor(time.millis / 1000), time.seconds);
  assert.equal(Date.parse(time.iso8601), time.millis);
  assert.match((await api.m2x.timeSeconds()).raw, /^\d{10}$/);
  assert.match((await api.m2x.timeMillis()).raw, /^\d{13}$/);
  assert.match((await api.m2x.timeIso8601()).raw, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
}

async function createDevice(name, more = {}) {
  const reply = await api.devices.create({ name: `${name} ${unique}`, visibility: "private", ...more });
  const device = expect(reply, 201);
  assert.match(device.id, hex32);
  assert.equal(reply.headers.location, device.url);
  return device;
}

async function devices() {
  const device = await createDevice("Node", { tags: `node,${unique}`, serial: `node-${unique}` });
  assert.deepEqual(device.tags, ["node", unique]);
  expect(await api.devices.update(device.id, { name: "Renamed", visibility: "public", description: "d" }), 204);
  const seen = expect(await api.devices.view(device.id), 200);
  assert.equal(seen.name, "Renamed");
  assert.equal(seen.key, device.key);
  assert.equal((await client(device.key, url).devices.view(device.id)).status, 200);
  assert.equal((await client("0".repeat(32), url).devices.view("no")).status, 401);
  assert.equal(expect(await api.devices.view("0".repeat(32)), 404).message, "Device Not Found");

  const list = await api.devices.list({ limit: 1 });
  assert.equal(expect(list, 200).devices.length, 1);
  assert.match(list.headers.link, /rel="first"/);
  const found = expect(await api.devices.search({ serial: `node-${unique}`, status: "enabled" }), 200);
  assert.deepEqual(found.devices.map((item) => item.id), [device.id]);
  assert.equal(found.total, 1);
  const catalog = expect(await api.devices.catalog({ limit: 100 }), 200);
  const item = catalog.devices.find((entry) => entry.id === device.id);
  assert.ok(item && !("key" in item) && !("triggers" in item));
  assert.equal(expect(await api.devices.tags(), 200).tags[unique], 1);

  await locations(device.id);
  await metadata(api.devices, device.id);
  await streams(device.id);
  await exportOf(device.id);
  const log = expect(await api.devices.log(device.id), 200).requests;
  assert.ok(log.some((entry) => entry.http_method === "POST" && entry.path === `/devices/${device.id}/update`));
  const keys = expect(await api.devices.keys(device.id), 200).keys;
  assert.deepEqual(keys.map((key) => key.key), [device.key]);
  expect(await api.devices.deleteDevice(device.id), 204);
  expect(await api.devices.view(device.id), 404);
}

async function locations(id) {
  const none = await api.devices.location(id);
  assert.equal(none.status, 204);
  accepted(await api.devices.updateLocation(id, { name: "A", latitude: 48.1, longitude: 11.5, elevation: 519 }));
  accepted(await api.devices.updateLocation(id, { name: "B", latitude: 48.2, longitude: 11.6 }));
  const location = await eventually("the location", async () => {
    const seen = (await api.devices.location(id)).json;
    return seen && seen.name === "B" && seen;
  });
  assert.equal(location.latitude, 48.2);
  assert.equal(expect(await api.devices.locationHistory(id, { limit: 2 }), 200).waypoints.length, 2);
  expect(await api.devices.deleteLocationHistory(id, { from: "2000-01-01T00:00:00Z", end: "2100-01-01T00:00:00Z" }), 204);
  await eventually("an empty history", async () => !(await api.devices.locationHistory(id, {})).json.waypoints.length);
}

async function metadata(module, id) {
  expect(await module.updateMetadata(id, { a: "1", b: "2" }), 204);
  expect(await module.updateMetadataField(id, "a", "3"), 204);
  assert.deepEqual(expect(await module.metadataField(id, "a"), 200), { value: "3" });
  assert.deepEqual(expect(await module.metadata(id), 200), { a: "3", b: "2" });
  assert.equal(expect(await module.metadataField(id, "none"), 404).message, "Metadata Field Not Found");
}

async function streams(id) {
  const created = await api.devices.updateStream(id, "temperature", { unit: { label: "Celsius", symbol: "C" } });
  assert.equal(expect(created, 201).type, "numeric");
  expect(await api.devices.updateStream(id, "temperature", { display_name: "Air" }), 204);
  expect(await api.devices.updateStreams(id, ["mode"], { type: "alphanumeric" }), 201);
  assert.equal(expect(await api.devices.stream(id, "temperature"), 200).display_name, "Air");
  assert.deepEqual(expect(await api.devices.streams(id), 200).streams.map((stream) => stream.name), ["temperature", "mode"]);
  accepted(await api.devices.setStreamValue(id, "temperature", { value: 10, timestamp: "2017-03-05T08:00:00Z" }));
  accepted(await api.devices.postValues(id, "temperature", [
    { value: 20, timestamp: "2017-03-05T08:00:10Z" }, { value: 30, timestamp: "2017-03-05T08:00:20Z" }]));
  accepted(await api.devices.postUpdate(id, { timestamp: "2017-03-05T08:00:30Z", values: { temperature: 40, mode: "auto" } }));
  accepted(await api.devices.postUpdates(id, { values: { temperature: [{ timestamp: "2017-03-05T08:00:40Z", value: "50" }] } }));
  const range = { start: "2017-03-05T08:00:00Z", end: "2017-03-05T08:01:00Z" };
  const values = await eventually("five values", async () => {
    const reply = await api.devices.streamValues(id, "temperature", range);
    return reply.json.values.length === 5 && reply.json.values;
  });
  assert.deepEqual(values.map((value) => value.value), [50, 40, 30, 20, 10]);
  const across = expect(await api.devices.values(id, { streams: "temperature, mode", ...range }), 200).values;
  assert.deepEqual(across[1], { timestamp: "2017-03-05T08:00:30.000Z", values: { temperature: 40, mode: "auto" } });
  const search = { streams: ["temperature"], conditions: { temperature: { gte: 20, lt: 40 } }, ...range };
  const hits = expect(await api.devices.valuesSearch(id, search), 200).values;
  assert.deepEqual(hits.map((row) => row.values.temperature), [30, 20]);
  const samples = expect(await api.devices.sampleStreamValues(id, "temperature", { interval: 60, type: "sum", ...range }), 200);
  assert.deepEqual(samples.values, [{ timestamp: "2017-03-05T08:00:00.000Z", value: 150 }]);
  const stats = expect(await api.devices.streamStats(id, "temperature", range), 200).stats;
  assert.deepEqual(stats, { count: 5, min: 10, max: 50, avg: 30, stddev: 14.142136 });
  const bounds = { from: "2017-03-05T08:00:30Z", end: "2017-03-05T08:01:00Z" };
  expect(await api.devices.deleteStreamValues(id, "temperature", bounds), 204);
  assert.equal(expect(await api.devices.streamValues(id, "temperature", range), 200).values.length, 3);
  expect(await api.devices.deleteStream(id, "mode"), 204);
  assert.equal(expect(await api.devices.stream(id, "mode"), 404).message, "Stream Not Found");
}

async function exportOf(id) {
  const location = accepted(await api.devices.valuesExport(id, { streams: "temperature" })).headers.location;
  const jobId = location.split("/").pop();
  assert.match(jobId, /^20\d{4}[0-9a-f]{32}$/);
  const job = await eventually("the export", async () => {
    const seen = expect(await api.jobs.view(jobId), 200);
    return seen.state === "complete" && seen;
  });
  const file = await (await fetch(job.result.url)).text();
  assert.deepEqual(file.trim().split(/\r?\n/), ["timestamp,temperature", "2017-03-05T08:00:20.000Z,30.0",
    "2017-03-05T08:00:10.000Z,20.0", "2017-03-05T08:00:00.000Z,10.0"]);
}

async function commands() {
  const device = await createDevice("Commanded");
  const own = client(device.key, url);
  const sent = async (name) => {
    const reply = accepted(await api.commands.send({ name, data: { angle: "40" }, targets: { devices: [device.id] } }));
    return reply.headers.location.split("/").pop();
  };
  const first = await sent("OPEN");
  const second = await sent("CLOSE");
  const all = expect(await api.commands.list({ limit: 2 }), 200).commands;
  assert.deepEqual(all.map((command) => command.id), [second, first]);
  assert.equal(all[0].data, undefined);
  const pending = expect(await own.devices.commands(device.id, { status: "pending" }), 200).commands;
  assert.deepEqual(pending.map((command) => command.name), ["CLOSE", "OPEN"]);
  assert.deepEqual(expect(await own.devices.command(device.id, first), 200).data, { angle: "40" });
  expect(await own.devices.processCommand(device.id, first, { took_ms: "220" }), 204);
  expect(await own.devices.rejectCommand(device.id, second, {}), 204);
  assert.equal((await own.devices.processCommand(device.id, second, {})).status, 409);
  const delivery = expect(await api.commands.view(first), 200).deliveries[device.id];
  assert.equal(delivery.status, "processed");
  assert.deepEqual(delivery.response_data, { took_ms: "220" });
  assert.equal((await own.commands.list({})).status, 403);
  expect(await api.devices.deleteDevice(device.id), 204);
}

async function collections() {
  const parent = expect(await api.collections.create({ name: `Parent ${unique}`, tags: "a, b" }), 201);
  const child = expect(await api.collections.create({ name: "Child", parent: parent.id }), 201);
  assert.deepEqual(parent.tags, ["a", "b"]);
  const device = await createDevice("Collected");
  expect(await api.collections.addDevice(child.id, device.id), 204);
  expect(await api.collections.update(parent.id, { name: "Top", description: "d" }), 204);
  const seen = expect(await api.collections.view(parent.id), 200);
  assert.deepEqual([seen.name, seen.devices, seen.collections], ["Top", 0, 1]);
  assert.equal((await client(seen.key, url).devices.view(device.id)).status, 200);
  const list = expect(await api.collections.list({ parent: parent.id }), 200).collections;
  assert.deepEqual(list.map((collection) => collection.id), [child.id]);
  expect(await api.collections.removeDevice(child.id, device.id), 204);
  assert.equal(expect(await api.collections.view(child.id), 200).devices, 0);
  await metadata(api.collections, parent.id);
  expect(await api.collections.deleteCollection(child.id), 204);
  expect(await api.collections.deleteCollection(parent.id), 204);
  assert.equal(expect(await api.collections.view(parent.id), 404).message, "Collection Not Found");
  expect(await api.devices.deleteDevice(device.id), 204);
}

async function distributions() {
  const distribution = expect(await api.distributions.create({ name: `Kit ${unique}`, visibility: "private" }), 201);
  assert.deepEqual(distribution.devices, { total: 0, registered: 0, unregistered: 0 });
  expect(await api.distributions.updateDataStream(distribution.id, "level", { type: "numeric" }), 201);
  assert.equal(expect(await api.distributions.dataStream(distribution.id, "level"), 200).name, "level");
  expect(await api.distributions.update(distribution.id, { name: "Kit", visibility: "public" }), 204);
  await metadata(api.distributions, distribution.id);
  const device = expect(await api.distributions.addDevice(distribution.id, `kit-${unique}`), 201);
  assert.equal(device.name, "Kit");
  assert.equal(expect(await api.devices.streams(device.id), 200).streams[0].name, "level");
  assert.equal(expect(await api.distributions.deleteDataStream(distribution.id, "level"), 403).message, "Distribution Locked");
  assert.equal(expect(await api.distributions.devices(distribution.id), 200).devices[0].id, device.id);
  assert.equal(expect(await api.distributions.view(distribution.id), 200).devices.total, 1);
  expect(await api.devices.deleteDevice(device.id), 204);
  expect(await api.distributions.deleteDataStream(distribution.id, "level"), 204);
  assert.deepEqual(expect(await api.distributions.dataStreams(distribution.id), 200), { streams: [] });
  assert.ok(expect(await api.distributions.list({ limit: 100 }), 200).distributions.some((one) => one.id === distribution.id));
  expect(await api.distributions.deleteDistribution(distribution.id), 204);
  expect(await api.distributions.view(distribution.id), 404);
}

async function keys() {
  const device = await createDevice("Keyed");
  const made = await api.keys.create({ name: "Dashboard", permissions: ["GET"], device: device.id });
  const key = expect(made, 201);
  assert.equal(key.device, device.url);
  assert.equal(made.headers.location, `${url}/keys/${key.key}`);
  const reader = client(key.key, url);
  assert.equal((await reader.devices.view(device.id)).status, 200);
  assert.equal((await reader.devices.updateLocation(device.id, { latitude: 1, longitude: 1 })).status, 403);
  expect(await api.keys.update(key.key, { name: "Writer", permissions: ["GET", "PUT"] }), 204);
  assert.deepEqual(expect(await api.keys.view(key.key), 200).permissions, ["GET", "PUT"]);
  const renewed = expect(await api.keys.regenerate(key.key), 201);
  assert.notEqual(renewed.key, key.key);
  assert.equal((await reader.devices.view(device.id)).status, 401);
  expect(await api.keys.del(renewed.key), 204);
  assert.deepEqual(expect(await api.keys.create({ name: "x" }), 422).errors, { permissions: ["not_present"] });
  assert.ok(expect(await api.keys.list(), 200).keys.every((one) => one.master));
  expect(await api.devices.deleteDevice(device.id), 204);
}

for (const module of [platform, devices, commands, collections, distributions, keys]) {
  await module();
  console.log(`${module.name}: as the official client expects`);
}
for (const method of broken) {
  const [module, name] = method.split(".");
  await assert.rejects(api[module][name]("id", {}, {}), TypeError);
}
const missed = allMethods(api).filter((method) => !called.has(method));
assert.deepEqual(missed, [], "methods that were never called");
console.log(`${called.size} methods of m2x 4.3.0 called, ${broken.length} of them known to be broken in the client`);
