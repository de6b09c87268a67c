// Drives a server with the official Node client 2.0.2 of 2015, unmodified: every method of every module, among them triggers and
// charts, which later clients lack. Usage: node check-2015.mjs BASE_URL MASTER_KEY
import assert from "node:assert/strict";
import { createServer } from "node:http";
import M2X from "m2x-2015";
import { allMethods, driverOf, eventually } from "./calls.mjs";

const [url, masterKey] = process.argv.slice(2);
const { client, called } = driverOf(M2X, ["charts", "devices", "distributions", "keys"]);
const api = client(masterKey, url);
const hex32 = /^[0-9a-f]{32}$/;
const unique = Date.now().toString(36);

// Methods that the client can't run at all: they use what is not there.
const broken = ["devices.deleteStreamValues", "devices.deleteDevice", "distributions.testTrigger"];

// The client parses JSON only if its type comes without a charset, which it did until 2015.
function expect(reply, status) {
  assert.equal(reply.status, status, `expected ${status}, not ${reply.status}: ${reply.raw}`);
  assert.equal(Boolean(reply.isError()), status >= 400);
  assert.ok(reply.headers["x-m2x-version"], "no version header");
  return reply.raw ? JSON.parse(reply.raw) : undefined;
}

function accepted(reply) {
  assert.deepEqual(expect(reply, 202), { status: "accepted" });
}

async function createDevice(name) {
  const reply = await api.devices.create({ name: `${name} ${unique}`, visibility: "private" });
  const device = expect(reply, 201);
  assert.match(device.id, hex32);
  assert.equal(reply.headers.location, device.url);
  return device;
}

// A callback URL that remembers what it was sent.
async function receiver() {
  const calls = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => { body += part; });
    request.on("end", () => {
      calls.push({ path: request.url, ...JSON.parse(body) });
      response.writeHead(204).end();
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { calls, url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function platform() {
  assert.deepEqual(expect(await api.m2x.status(), 200), { api: "OK", triggers: "OK" });
}

async function devices() {
  const device = await createDevice("Node 2015");
  expect(await api.devices.update(device.id, { name: "Renamed", visibility: "public", description: "d" }), 204);
  assert.equal(expect(await api.devices.view(device.id), 200).name, "Renamed");
  assert.equal(expect(await client("0".repeat(32), url).devices.view("no"), 401).message, "Unauthorized");
  const list = await api.devices.list({ limit: 1 });
  assert.equal(expect(list, 200).devices.length, 1);
  assert.match(list.headers.link, /rel="first"/);
  assert.ok(expect(await api.devices.catalog({ limit: 100 }), 200).devices.some((one) => one.id === device.id));
  // Groups became tags in the same year.
  expect(await api.devices.groups(), 404);
  assert.equal((await api.devices.location(device.id)).status, 204);
  accepted(await api.devices.updateLocation(device.id, { name: "A", latitude: 48.1, longitude: "11.5", elevation: 519 }));
  assert.equal(expect(await api.devices.location(device.id), 200).name, "A");
  await streams(device.id);
  const log = expect(await api.devices.log(device.id), 200).requests;
  assert.ok(log.some((entry) => entry.method === "POST" && entry.path === `/devices/${device.id}/updates`));
}

async function streams(id) {
  const created = await api.devices.updateStream(id, "temperature", { unit: { label: "Celsius", symbol: "C" } });
  assert.equal(expect(created, 201).type, "numeric");
  expect(await api.devices.updateStream(id, "temperature", { unit: { label: "Celsius", symbol: "°C" } }), 204);
  assert.equal(expect(await api.devices.stream(id, "temperature"), 200).unit.symbol, "°C");
  expect(await api.devices.updateStream(id, "spare", {}), 201);
  assert.deepEqual(expect(await api.devices.streams(id), 200).streams.map((stream) => stream.name), ["temperature", "spare"]);
  expect(await api.devices.deleteStream(id, "spare"), 204);
  accepted(await api.devices.setStreamValue(id, "temperature", { value: 10, timestamp: "2015-03-05T08:00:00Z" }));
  accepted(await api.devices.postValues(id, "temperature", [
    { value: 20, timestamp: "2015-03-05T08:00:10Z" }, { value: 30, timestamp: "2015-03-05T08:00:20Z" }]));
  accepted(await api.devices.postMultiple(id, { temperature: [{ timestamp: "2015-03-05T08:00:30Z", value: "40" }] }));
  const range = { start: "2015-03-05T08:00:00Z", end: "2015-03-05T08:01:00Z" };
  const values = expect(await api.devices.streamValues(id, "temperature", range), 200).values;
  assert.deepEqual(values.map((value) => value.value), [40, 30, 20, 10]);
  const samples = expect(await api.devices.sampleStreamValues(id, "temperature", { interval: 60, type: "sum", ...range }), 200);
  assert.deepEqual(samples.values, [{ timestamp: "2015-03-05T08:00:00.000Z", value: 100 }]);
  assert.equal(expect(await api.devices.streamStats(id, "temperature", range), 200).stats.avg, 25);
}

// The older form of a trigger: one stream, one sign, one value.
async function triggersOf(module, owner, device) {
  const hook = await receiver();
  const definition = {
    name: "High", stream: "temperature", condition: ">", value: 30, callback_url: `${hook.url}/high`, status: "enabled",
    send_location: true
  };
  const reply = await module.createTrigger(owner, definition);
  const trigger = expect(reply, 201);
  assert.equal(reply.headers.location, trigger.url);
  for (const [field, value] of Object.entries({ ...definition, unit: "C" })) {
    assert.deepEqual(trigger[field], value, field);
  }
  assert.match(trigger.created, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.deepEqual(expect(await module.trigger(owner, trigger.id), 200), trigger);
  assert.deepEqual(expect(await module.triggers(owner), 200), { triggers: [trigger] });
  expect(await module.updateTrigger(owner, trigger.id, { ...definition, name: "Higher", condition: ">=", value: "40" }), 204);
  const updated = expect(await module.trigger(owner, trigger.id), 200);
  assert.deepEqual([updated.name, updated.condition, updated.value], ["Higher", ">=", 40]);
  assert.deepEqual(expect(await module.updateTrigger(owner, trigger.id, { ...definition, value: {} }), 422).errors,
    { value: ["not_valid"] });

  const second = (n) => `2016-03-05T08:00:0${n}Z`;
  accepted(await api.devices.postValues(device, "temperature", [39, 40, 41, 12, 50].map((value, i) => ({ value, timestamp: second(i) }))));
  await eventually("two notifications", () => hook.calls.length >= 2);
  assert.deepEqual(hook.calls.map((call) => [call.path, call.event, call.trigger, call.device.id, call.values.temperature.value]),
    [["/high", "fired", "Higher", device, 40], ["/high", "fired", "Higher", device, 50]]);
  expect(await module.deleteTrigger(owner, trigger.id), 204);
  assert.equal(expect(await module.trigger(owner, trigger.id), 404).message, "Trigger Not Found");
  assert.deepEqual(expect(await module.triggers(owner), 200), { triggers: [] });
  assert.deepEqual(expect(await module.createTrigger(owner, { name: "x" }), 422).errors,
    { conditions: ["not_present"], callback_url: ["not_present"] });
  hook.close();
}

async function triggers() {
  const device = await createDevice("Watched");
  expect(await api.devices.updateStream(device.id, "temperature", { unit: { symbol: "C" } }), 201);
  await triggersOf(api.devices, device.id, device.id);
  // The client leaves the last word of the path out, and nobody posts to a trigger.
  const trigger = { name: "n", stream: "temperature", condition: "..", value: "1..2", callback_url: "http://127.0.0.1:9/" };
  const { id } = expect(await api.devices.createTrigger(device.id, trigger), 201);
  expect(await api.devices.testTrigger(device.id, id), 405);
}

async function charts() {
  const device = await createDevice("Drawn");
  expect(await api.devices.updateStream(device.id, "temperature", {}), 201);
  accepted(await api.devices.setStreamValue(device.id, "temperature", { value: 21.5 }));
  const series = [{ device: device.id, stream: "temperature" }];
  const reply = await api.charts.create({ name: `Climate ${unique}`, series });
  const chart = expect(reply, 201);
  assert.match(chart.id, hex32);
  assert.equal(reply.headers.location, chart.url);
  assert.deepEqual(chart.series, series);
  assert.deepEqual(chart.render, { png: `${chart.url}.png`, svg: `${chart.url}.svg` });
  assert.deepEqual(expect(await api.charts.view(chart.id), 200), chart);
  assert.ok(expect(await api.charts.list(), 200).charts.some((one) => one.id === chart.id));
  expect(await api.charts.update(chart.id, { name: "Renamed", series }), 204);
  assert.equal(expect(await api.charts.view(chart.id), 200).name, "Renamed");
  const png = await api.charts.render(chart.id, "png", { width: 300, height: 200 });
  assert.deepEqual([png.status, png.headers["content-type"]], [200, "image/png"]);
  assert.match(png.raw, /^.?PNG\r\n/);
  const svg = await api.charts.render(chart.id, "svg");
  assert.equal(svg.status, 200);
  assert.match(svg.headers["content-type"], /^image\/svg\+xml/);
  assert.match(svg.raw, /<svg[^]*Renamed[^]*<\/svg\s*>\s*$/);
  assert.deepEqual(expect(await api.charts.create({ name: "x" }), 422).errors, { series: ["not_present"] });
  expect(await api.charts.deleteChart(chart.id), 204);
  expect(await api.charts.view(chart.id), 404);
}

async function distributions() {
  const distribution = expect(await api.distributions.create({ name: `Kit ${unique}`, visibility: "private" }), 201);
  expect(await api.distributions.updateDataStream(distribution.id, "temperature", { unit: { symbol: "C" } }), 201);
  assert.equal(expect(await api.distributions.dataStream(distribution.id, "temperature"), 200).name, "temperature");
  assert.equal(expect(await api.distributions.dataStreams(distribution.id), 200).streams.length, 1);
  expect(await api.distributions.update(distribution.id, { name: "Kit", visibility: "private" }), 204);
  const device = expect(await api.distributions.addDevice(distribution.id, `kit-2015-${unique}`), 201);
  assert.equal(expect(await api.distributions.devices(distribution.id), 200).devices[0].id, device.id);
  await triggersOf(api.distributions, distribution.id, device.id);
  assert.equal(expect(await api.distributions.deleteDataStream(distribution.id, "temperature"), 403).message, "Distribution Locked");
  assert.equal(expect(await api.distributions.view(distribution.id), 200).devices.total, 1);
  assert.ok(expect(await api.distributions.list({ limit: 100 }), 200).distributions.some((one) => one.id === distribution.id));
  expect(await api.distributions.deleteDistribution(distribution.id), 204);
}

async function keys() {
  const device = await createDevice("Keyed");
  const key = expect(await api.devices.createKey(device.id, { name: "Dashboard", permissions: ["GET"] }), 201);
  assert.equal(key.device, device.url);
  assert.deepEqual(expect(await api.devices.keys(device.id), 200).keys.map((one) => one.key), [device.key, key.key]);
  const reader = client(key.key, url);
  expect(await reader.devices.view(device.id), 200);
  expect(await reader.devices.updateLocation(device.id, { latitude: 1, longitude: 1 }), 403);
  expect(await api.devices.updateKey(device.id, key.key, { name: "Writer", permissions: ["GET", "PUT"] }), 204);
  expect(await api.keys.update(key.key, { name: "Writer", permissions: ["GET", "PUT", "POST"] }), 204);
  assert.equal(expect(await api.keys.view(key.key), 200).permissions.length, 3);
  const renewed = expect(await api.keys.regenerate(key.key), 201);
  expect(await reader.devices.view(device.id), 401);
  expect(await api.keys.del(renewed.key), 204);
  assert.deepEqual(expect(await api.keys.create({ name: "x" }), 422).errors, { permissions: ["not_present"] });
  assert.ok(expect(await api.keys.list(), 200).keys.every((one) => one.master));
}

for (const module of [platform, devices, triggers, charts, distributions, keys]) {
  await module();
  console.log(`${module.name}: as the official client of 2015 expects`);
}
for (const method of broken) {
  const [module, name] = method.split(".");
  await assert.rejects(api[module][name]("id", "x", {}), /^(TypeError|ReferenceError)/);
}
const missed = allMethods(api).filter((method) => !called.has(method));
assert.deepEqual(missed, [], "methods that were never called");
console.log(`${called.size} methods of m2x 2.0.2 called, ${broken.length} of them known to be broken in the client`);
