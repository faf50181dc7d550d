// graphile-worker as its page on performance has it (https://worker.graphile.org/docs/performance): 24 jobs at once, a
// pool of 25, a local queue of 500, completions batched without a delay. The poll finds what was created for later;
// it is as often as is of use.
import { Logger, makeWorkerUtils, run } from "graphile-worker";
import pg from "pg";
import { connectionString, versionOf } from "./database.mjs";

const POLL_MILLIS = 20;

export async function start(calls) {
  const logger = new Logger(() => () => {});
  const pgPool = new pg.Pool({ connectionString, max: 32 });
  const utils = await makeWorkerUtils({ pgPool, logger });
  await utils.migrate();
  let runner;
  const preset = {
    worker: {
      connectionString,
      concurrentJobs: 24,
      maxPoolSize: 25,
      pollInterval: POLL_MILLIS,
      localQueue: { size: 500 },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
    },
  };
  const spec = (due) => ({ identifier: "bench", payload: { due }, runAt: new Date(due) });
  return {
    version: versionOf("graphile-worker"),
    settings: `24 jobs at once, pool of 25, local queue of 500, completions batched, poll ${POLL_MILLIS} ms, Node ${process.version}`,
    batch: 1_000,
    bulkCalls: 2,
    enqueueOne: (due) => utils.addJob("bench", { due }, { runAt: new Date(due) }),
    enqueueMany: (dues) => utils.addJobs(dues.map(spec)),
    async startWorkers() {
      runner = await run({ preset, logger, noHandleSignals: true, taskList: { bench: ({ due }) => calls.called(due) } });
    },
    async stop() {
      await runner?.stop();
      await utils.release();
    },
  };
}
