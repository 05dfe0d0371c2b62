// Says in one sentence what is missing, before anything cryptic can happen.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`The web UI needs Node 20.19 or newer, and found ${process.versions.node}. Install it and run the build again.`);
  process.exit(1);
}
