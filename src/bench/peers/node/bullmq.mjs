// BullMQ as its pages have it: addBulk for many (https://docs.bullmq.io/guide/queues/adding-bulks), a concurrency well
// above one (https://docs.bullmq.io/guide/workers/concurrency), jobs removed when they are done
// (https://docs.bullmq.io/guide/queues/auto-removal-of-jobs), noeviction
// (https://docs.bullmq.io/guide/going-to-production).
import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import { redis, versionOf } from "./database.mjs";

const CONCURRENCY = 100;

export const start = (calls) => startWith(calls, "always");

/** Starts it on a Redis that syncs its append-only file so. */
export async function startWith(calls, appendfsync) {
  const connection = new Redis({ ...redis, maxRetriesPerRequest: null });
  await connection.config("SET", "appendfsync", appendfsync);
  const queue = new Queue("bench", { connection });
  await queue.waitUntilReady();
  await connection.flushall();
  const opts = (due) => ({ delay: Math.max(0, due - Date.now()), removeOnComplete: true, removeOnFail: true });
  let worker;
  return {
    version: versionOf("bullmq"),
    settings: `concurrency ${CONCURRENCY}, done jobs removed, append-only file synced ${appendfsync}, Node ${process.version}`,
    batch: 1_000,
    bulkCalls: 2,
    enqueueOne: (due) => queue.add("bench", { due }, opts(due)),
    enqueueMany: (dues) => queue.addBulk(dues.map((due) => ({ name: "bench", data: { due }, opts: opts(due) }))),
    async startWorkers() {
      worker = new Worker("bench", async (job) => calls.called(job.data.due), { connection, concurrency: CONCURRENCY });
      await worker.waitUntilReady();
    },
    async stop() {
      await worker?.close(true);
      // What is left would be scanned for a long time; the store is for this alone.
      await connection.flushall();
      connection.disconnect();
    },
  };
}
