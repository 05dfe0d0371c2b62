// Keys and tokens of the rig, made anew by every start.
//   node keys.mjs keys DIR            one Ed25519 pair for gateway, orchestrator and router: router.env in DIR
//   node keys.mjs tokens DIR          now and every two minutes DIR/headers (a gateway's token for one API key) and
//                                     DIR/headers-durable (an orchestrator's); DIR/ids.json names the workspace
import { createPrivateKey, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
const [what, dir] = process.argv.slice(2);
const b64 = (x) => Buffer.from(typeof x === "string" ? x : JSON.stringify(x)).toString("base64url");
if (what === "keys") {
  const pair = (service) => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    return { service, private: privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"), public: publicKey.export({ type: "spki", format: "der" }).toString("base64") };
  };
  const all = ["gateway", "orchestrator", "router"].map(pair);
  for (const k of all.slice(0, 2)) writeFileSync(join(dir, `${k.service}.key`), k.private, { mode: 0o600 });
  writeFileSync(join(dir, "router.env"), [
    `export AGENTWORKS_SERVICE_KEY=rig:${all[2].private}`,
    `export AGENTWORKS_TRUSTED_KEYS=${all.map((k) => `${k.service}:rig:${k.public}`).join(",")}`].join("\n") + "\n", { mode: 0o600 });
} else {
  const keyOf = (service) => createPrivateKey({ key: Buffer.from(readFileSync(join(dir, `${service}.key`), "utf8"), "base64"), format: "der", type: "pkcs8" });
  const ids = join(dir, "ids.json");
  if (!existsSync(ids)) writeFileSync(ids, JSON.stringify({ user: randomUUID(), workspace: randomUUID(), apiKey: randomUUID() }));
  const { user, workspace, apiKey } = JSON.parse(readFileSync(ids, "utf8"));
  const token = (service, claims) => {
    const now = Math.floor(Date.now() / 1000);
    const text = `${b64({ alg: "EdDSA", kid: `${service}/rig` })}.${b64({ iss: "agentworks-platform", sub: service, aud: "router", iat: now, exp: now + 290, ...claims })}`;
    return `${text}.${sign(null, Buffer.from(text), keyOf(service)).toString("base64url")}`;
  };
  const write = (name, text) => {
    writeFileSync(join(dir, `${name}.new`), text, { mode: 0o600 });
    renameSync(join(dir, `${name}.new`), join(dir, name));
  };
  const mint = () => {
    write("headers", `authorization: Bearer ${token("gateway", { scope: ["router:v1"], act: { sub: user, grants: { [workspace]: "MEMBER" } } })}\nx-api-key-id: ${apiKey}\n`);
    write("headers-durable", `authorization: Bearer ${token("orchestrator", { scope: ["router:complete", "router:budgets"] })}\n`);
  };
  mint();
  setInterval(mint, 120_000);
  process.on("SIGTERM", () => process.exit(0));
}
