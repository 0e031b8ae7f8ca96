/**
 * Stands in for the module that only the Functions host has: keeps what the library registers, so that the local host can
 * serve exactly that. Found by NODE_PATH.
 */
const registrations = [];
const terminators = [];
const disposable = { dispose() {} };

module.exports = {
  version: "4.0.0",
  registrations,
  terminators,
  setProgrammingModel() {},
  log() {},
  registerHook(name, callback) {
    if (name === "appTerminate") {
      terminators.push(callback);
    }
    return disposable;
  },
  registerFunction(metadata, callback) {
    registrations.push({ name: metadata.name, bindings: metadata.bindings, callback });
    return disposable;
  },
};
