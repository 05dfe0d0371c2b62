// Keys and tokens of the rig, made anew by every start.
//   node keys.mjs keys DIR            one Ed25519 pair for gateway and router: router.env in DIR
//   node keys.mjs tokens DIR          writes DIR/headers (a gateway's token for one API key) now and every two minutes
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
  const all = ["gateway", "router"].map(pair);
  writeFileSync(join(dir, "gateway.key"), all[0].private, { mode: 0o600 });
  writeFileSync(join(dir, "router.env"), [
    `export AGENTWORKS_SERVICE_KEY=rig:${all[1].private}`,
    `export AGENTWORKS_TRUSTED_KEYS=${all.map((k) => `${k.service}:rig:${k.public}`).join(",")}`].join("\n") + "\n", { mode: 0o600 });
} else {
  const key = createPrivateKey({ key: Buffer.from(readFileSync(join(dir, "gateway.key"), "utf8"), "base64"), format: "der", type: "pkcs8" });
  const ids = join(dir, "ids.json");
  if (!existsSync(ids)) writeFileSync(ids, JSON.stringify({ user: randomUUID(), workspace: randomUUID(), apiKey: randomUUID() }));
  const { user, workspace, apiKey } = JSON.parse(readFileSync(ids, "utf8"));
  const mint = () => {
    const now = Math.floor(Date.now() / 1000);
    const text = `${b64({ alg: "EdDSA", kid: "gateway/rig" })}.${b64({ iss: "agentworks-platform", sub: "gateway", aud: "router", iat: now, exp: now + 290, scope: ["router:v1"], act: { sub: user, grants: { [workspace]: "MEMBER" } } })}`;
    const token = `${text}.${sign(null, Buffer.from(text), key).toString("base64url")}`;
    writeFileSync(join(dir, "headers.new"), `authorization: Bearer ${token}\nx-api-key-id: ${apiKey}\n`, { mode: 0o600 });
    renameSync(join(dir, "headers.new"), join(dir, "headers"));
  };
  mint();
  setInterval(mint, 120_000);
  process.on("SIGTERM", () => process.exit(0));
}
