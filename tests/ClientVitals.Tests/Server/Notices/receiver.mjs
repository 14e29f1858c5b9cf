// Checks messages with the official client of Standard Webhooks, by the clock that is given.
// Arguments: where the client is installed, and the messages as JSON.
import { createRequire } from "node:module";

const [cache, given] = process.argv.slice(2);
const { now, messages } = JSON.parse(given);
const Real = Date;
globalThis.Date = class extends Real {
  constructor(...said) { super(...(said.length ? said : [now])); }
  static now() { return now; }
};
const { Webhook } = createRequire(`${cache}/receiver.js`)("standardwebhooks");
console.log(JSON.stringify(messages.map(({ secret, headers, body }) => {
  try {
    return { verified: true, told: new Webhook(secret).verify(body, headers) };
  } catch (error) {
    return { verified: false, why: error.message };
  }
})));
