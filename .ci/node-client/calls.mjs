// The official client with promises instead of callbacks, and a record of which of its methods were called.
import M2X from "m2x";

export const called = new Set();

export function client(key, url) {
  const m2x = new M2X(key, url);
  const modules = { m2x };
  for (const name of ["collections", "commands", "devices", "distributions", "jobs", "keys"]) {
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

function methodsOf(module) {
  const own = Object.getOwnPropertyNames(Object.getPrototypeOf(module));
  return own.filter((method) => method !== "constructor" && typeof module[method] === "function");
}

export function allMethods(api) {
  return Object.entries(api).flatMap(([name, methods]) => Object.keys(methods).map((method) => `${name}.${method}`));
}
