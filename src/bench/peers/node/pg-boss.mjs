// pg-boss with what its pages on workers and on performance offer (https://timgit.github.io/pg-boss, API, Workers):
// batches, fetched one after the other while they are full, and the shortest poll that is allowed.
import { PgBoss } from "pg-boss";
import { connectionString, versionOf } from "./database.mjs";

const BATCH = 1_000;
const POLL_SECONDS = 0.5;
const WORKERS = 2;

export async function start(calls) {
  const boss = new PgBoss({ connectionString, max: 32 });
  boss.on("error", (error) => console.error(error));
  await boss.start();
  await boss.createQueue("bench");
  return {
    version: versionOf("pg-boss"),
    settings: `batches of ${BATCH}, ${WORKERS} workers, bursts while batches are full, poll ${POLL_SECONDS} s, Node ${process.version}`,
    batch: 1_000,
    bulkCalls: 2,
    enqueueOne: (due) => boss.send("bench", { due }, { startAfter: new Date(due) }),
    enqueueMany: (dues) => boss.insert("bench", dues.map((due) => ({ data: { due }, startAfter: new Date(due) }))),
    async startWorkers() {
      const options = {
        batchSize: BATCH,
        localConcurrency: WORKERS,
        burstWhenBatchFull: true,
        pollingIntervalSeconds: POLL_SECONDS,
      };
      await boss.work("bench", options, async (jobs) => {
        for (const job of jobs) calls.called(job.data.due);
      });
    },
    stop: () => boss.stop({ graceful: false }),
  };
}
