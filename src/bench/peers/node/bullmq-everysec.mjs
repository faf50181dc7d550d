// The same with what its page on production recommends for durability: a second of work may be lost with the machine.
import { startWith } from "./bullmq.mjs";

export const start = (calls) => startWith(calls, "everysec");
