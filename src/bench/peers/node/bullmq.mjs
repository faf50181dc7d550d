// BullMQ as its pages have it: addBulk for many (https://docs.bullmq.io/guide/queues/adding-bulks), a concurrency well
// above one (https://docs.bullmq.io/guide/workers/concurrency), jobs removed when they are done
// (https://docs.bullmq.io/guide/queues/auto-removal-of-jobs), noeviction
// (https://docs.bullmq.io/guide/going-to-production).
import { Queue, Worker } from "bullmq";
import { redis, versionOf } from "./database.mjs";

const CONCURRENCY = 100;

export async function start(calls) {
  const queue = new Queue("bench", { connection: redis });
  await queue.waitUntilReady();
  await queue.obliterate({ force: true });
  const options = (due) => ({ delay: Math.max(0, due - Date.now()), removeOnComplete: true, removeOnFail: true });
  let worker;
  return {
    version: versionOf("bullmq"),
    settings: `concurrency ${CONCURRENCY}, done jobs removed, append-only file synced ${process.env.BENCH_REDIS_FSYNC}, Node ${process.version}`,
    batch: 1_000,
    bulkCalls: 2,
    enqueueOne: (due) => queue.add("bench", { due }, options(due)),
    enqueueMany: (dues) => queue.addBulk(dues.map((due) => ({ name: "bench", data: { due }, opts: options(due) }))),
    async startWorkers() {
      worker = new Worker("bench", async (job) => calls.called(job.data.due), {
        connection: { ...redis, maxRetriesPerRequest: null },
        concurrency: CONCURRENCY,
      });
      await worker.waitUntilReady();
    },
    async stop() {
      await worker?.close(true);
      await queue.obliterate({ force: true });
      await queue.close();
    },
  };
}
