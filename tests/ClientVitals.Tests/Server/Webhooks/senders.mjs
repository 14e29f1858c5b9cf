// Signs messages with the clients that Twilio, HubSpot, Stripe and Standard Webhooks publish and posts them; and lets them check what we signed.
// Arguments: where the clients are installed, and what to do as JSON.
import { createRequire } from "node:module";

const [cache, given] = process.argv.slice(2);
const load = createRequire(`${cache}/senders.js`);
const twilio = load("twilio");
const { Signature } = load("@hubspot/api-client");
const { Webhook } = load("standardwebhooks");
const stripeModule = load("stripe");
const stripe = new (stripeModule.default ?? stripeModule)("sk_test_unused");
const { base, address, now, secrets, form, call, objects, events, ours } = JSON.parse(given);

const post = async (source, query, body, type, headers, what = "calls") => {
  const answer = await fetch(`${base}/webhooks/${what}/${source}${query}`, { method: "POST", body, headers: { "content-type": type, ...headers } });
  return { status: answer.status, body: await answer.json() };
};
const FORM = "application/x-www-form-urlencoded", JSON_TYPE = "application/json";
const twilioUrl = (query) => `${address}/webhooks/calls/peer-twilio${query}`;
const asForm = (fields) => new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))).toString();
const byTwilio = (fields, query = "", secret = secrets.twilio, algorithm) => post("peer-twilio", query, asForm(fields), FORM, {
  "X-Twilio-Signature": twilio.getExpectedTwilioSignature(secret, twilioUrl(query), fields, algorithm),
  ...(algorithm ? { "X-Twilio-Webhooks-Signature-Settings": `key=webhooks_sharedkey_1,algorithm=${algorithm}` } : {}),
});
const jsonCall = JSON.stringify({ ...form, CallSid: "CAjson" });
const byHash = (body, query) => post("peer-twilio", query, body, JSON_TYPE, { "X-Twilio-Signature": twilio.getExpectedTwilioSignature(secrets.twilio, twilioUrl(query), {}) });
const hubspotUrl = `${address}/webhooks/calls/peer-hubspot`;
const byHubspot = (version, body, secret = secrets.hubspot, at = now) => post("peer-hubspot", "", body, JSON_TYPE, version === "v3"
  ? { "X-HubSpot-Signature-v3": Signature.getSignature("POST", "v3", { clientSecret: secret, url: hubspotUrl, requestBody: body, timestamp: at }), "X-HubSpot-Request-Timestamp": String(at) }
  : { "X-HubSpot-Signature": Signature.getSignature("POST", version, { clientSecret: secret, url: hubspotUrl, requestBody: body }), "X-HubSpot-Signature-Version": version });
const objectsOf = (id) => JSON.stringify(objects.map((one, index) => ({ ...one, id: `${id}-${index}` })));
const byStandard = (id, body, secret = secrets.standard, at = now) => post("peer-standard", "", body, JSON_TYPE, {
  "webhook-id": id, "webhook-timestamp": String(Math.floor(at / 1000)), "webhook-signature": new Webhook(secret).sign(id, new Date(at), body),
});
const byStripe = (payload, secret = secrets.stripe, at = now, sent = payload) => post("peer-stripe", "", sent, JSON_TYPE, {
  "Stripe-Signature": stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: Math.floor(at / 1000) }),
}, "payments");
const isVerified = (check) => {
  try {
    return check() !== false;
  } catch {
    return false;
  }
};

const taken = {
  twilioForm: await byTwilio(form),
  twilioOddValues: await byTwilio({ ...form, CallSid: "CAodd", CallerName: "Zoë & Söhne + 50%", Empty: "", "a b": "=", Twice: ["b", "a", "b"] }),
  twilioQuery: await byTwilio({ ...form, CallSid: "CAquery" }, "?branch=dubai%20marina&x=1"),
  twilioSha256: await byTwilio({ ...form, CallSid: "CAsha256" }, "", secrets.twilio, "HMAC_SHA256"),
  twilioJson: await byHash(jsonCall, `?bodySHA256=${twilio.getExpectedBodyHash(jsonCall)}`),
  hubspotV3: await byHubspot("v3", objectsOf("v3")),
  hubspotV2: await byHubspot("v2", objectsOf("v2")),
  hubspotV1: await byHubspot("v1", objectsOf("v1")),
  standard: await byStandard("msg_peer", call),
  stripeCharge: await byStripe(events.charge),
  stripeRefund: await byStripe(events.refund),
  stripeDispute: await byStripe(events.dispute),
  stripeChargeOfKey: await byStripe(events.chargeOfKey),
  stripeCustomer: await byStripe(events.customer),
};
const refused = {
  twilioOtherSecret: await byTwilio(form, "", "another"),
  twilioJsonChanged: await byHash(`${jsonCall} `, `?bodySHA256=${twilio.getExpectedBodyHash(jsonCall)}`),
  twilioJsonUnhashed: await byHash(jsonCall, ""),
  hubspotOtherSecret: await byHubspot("v3", objectsOf("v3"), "another"),
  hubspotOld: await byHubspot("v3", objectsOf("v3"), secrets.hubspot, now - 301_000),
  hubspotV1OtherSecret: await byHubspot("v1", objectsOf("v1"), "another"),
  standardOtherSecret: await byStandard("msg_other", call, ours.otherSecret),
  stripeOtherSecret: await byStripe(events.charge, "whsec_another"),
  stripeOld: await byStripe(events.charge, secrets.stripe, now - 301_000),
  stripeChanged: await byStripe(events.charge, secrets.stripe, now, `${events.charge} `),
  standardOld: await byStandard("msg_old", call, secrets.standard, now - 301_000),
};
const verified = {
  twilio: isVerified(() => twilio.validateRequest(secrets.twilio, ours.twilio.headers["x-twilio-signature"], ours.twilio.address, form)),
  twilioJson: isVerified(() => twilio.validateRequestWithBody(secrets.twilio, ours.twilioJson.headers["x-twilio-signature"], ours.twilioJson.address, ours.twilioJson.body)),
  hubspot: isVerified(() => Signature.isValid({
    signatureVersion: "v3", method: "POST", clientSecret: secrets.hubspot, url: ours.hubspot.address, requestBody: ours.hubspot.body,
    signature: ours.hubspot.headers["x-hubspot-signature-v3"], timestamp: Number(ours.hubspot.headers["x-hubspot-request-timestamp"]),
  })),
  stripe: isVerified(() => stripe.webhooks.constructEvent(ours.stripe.body, ours.stripe.headers["stripe-signature"], secrets.stripe)),
  standard: isVerified(() => new Webhook(secrets.standard).verify(ours.standard.body, ours.standard.headers)),
};
console.log(JSON.stringify({ taken, refused, verified }));
