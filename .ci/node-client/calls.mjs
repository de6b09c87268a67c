// An official client with promises instead of callbacks, and a record of which of its methods were called.
import assert from "node:assert/strict";

// names: the modules of the client; what it has itself belongs to "m2x".
export function driverOf(M2X, names) {
  const called = new Set();

  function client(key, url) {
    const m2x = new M2X(key, url);
    const modules = { m2x };
    for (const name of names) {
      modules[name] = m2x[name];
    }
    const api = {};
    for (const [name, module] of Object.entries(modules)) {
      api[name] = {};
      for (const method of methodsOf(module)) {
        api[name][method] = (...args) => {
          called.add(`${name}.${method}`);
          return new Promise((resolve) => module[method](...args, resolve));
        };
      }
    }
    return api;
  }

  return { client, called };
}

function methodsOf(module) {
  const own = Object.getOwnPropertyNames(Object.getPrototypeOf(module));
  return own.filter((method) => method !== "constructor" && typeof module[method] === "function");
}

export function allMethods(api) {
  return Object.entries(api).flatMap(([name, methods]) => Object.keys(methods).map((method) => `${name}.${method}`));
}

export async function eventually(what, probe) {
  const end = Date.now() + 30_000;
  for (;;) {
    const found = await probe();
    if (found) {
      return found;
    }
    assert.ok(Date.now() < end, `gave up waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
