// The process of a peer that runs on Node: node peer.mjs NAME. It obeys the same lines and tells the same JSON as
// bench.peer.Main does for those in Java.
import { createInterface } from "node:readline";
import { Works } from "./works.mjs";

const name = process.argv[2];
const say = (event) => process.stdout.write(JSON.stringify(event) + "\n");
// What a peer prints must not come between our lines.
console.log = console.info = console.warn = console.error;

try {
  const { start } = await import(`./${name}.mjs`);
  const works = new Works(say);
  const peer = await start(works.calls);
  works.peer = peer;
  say({ event: "ready", version: peer.version, settings: peer.settings, pid: process.pid, client: process.pid });
  for await (const line of createInterface({ input: process.stdin })) {
    const [word, ...numbers] = line.split(" ");
    if (word === "quit") break;
    await works[word](...numbers.map(Number));
  }
  await peer.stop();
} catch (error) {
  console.error(error);
  say({ event: "failed", error: String(error) });
}
process.exit(0);
