import { setTimeout as pause } from "node:timers/promises";
import { Calls, percentiles } from "./calls.mjs";

const SLICE = 100;
const LEAD = 2_000;
const SPREAD = 1_000;
const GRACE = 10_000;
const HOUR = 3_600_000;
const BACKLOG_MAX = 16_000;

/**
 * The measurements that a process of a peer makes when it is told to, as bench.peer.Works does. A peer has batch,
 * bulkCalls, enqueueOne(due), enqueueMany(dues), startWorkers() and stop().
 */
export class Works {
  calls = new Calls();

  constructor(say) {
    this.say = say;
  }

  async #timed(seconds, atOnce, step) {
    let going = true;
    let done = 0;
    const took = [];
    const all = Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (going) {
          // Not in one expression, which would read the sum before it waits.
          const jobs = await step(took);
          done += jobs;
        }
      }),
    );
    // A peer that breaks must be heard of at once, not after the time is over.
    await Promise.race([all, pause(seconds * 500)]);
    this.say({ event: "mark", jobs: done });
    took.length = 0;
    await Promise.race([all, pause(seconds * 500)]);
    this.say({ event: "done", jobs: done });
    going = false;
    await all;
    this.say({ event: "end", jobs: done, ...percentiles(took) });
  }

  async enqueue(atOnce, seconds) {
    await this.#timed(seconds, atOnce, async (took) => {
      const start = performance.now();
      await this.peer.enqueueOne(Date.now() + HOUR);
      took.push(performance.now() - start);
      return 1;
    });
  }

  async bulk(seconds) {
    await this.#timed(seconds, this.peer.bulkCalls, () => this.#create(Date.now() + HOUR));
  }

  async #create(due) {
    await this.peer.enqueueMany(new Array(this.peer.batch).fill(due));
    return this.peer.batch;
  }

  /** Creates jobs that are due, while nothing is run. */
  async load(jobs) {
    let done = 0;
    await Promise.all(
      Array.from({ length: this.peer.bulkCalls }, async () => {
        while (done < jobs) {
          await this.#create(Date.now());
          done += this.peer.batch;
        }
      }),
    );
    this.say({ event: "end", jobs: done });
  }

  /** Runs what was loaded for some time, or until nothing is left. */
  async drain(loaded, seconds) {
    await this.peer.startWorkers();
    const start = Date.now();
    let marked = false;
    while (Date.now() - start < seconds * 1000 && this.calls.count < loaded) {
      if (!marked && Date.now() - start >= seconds * 500) {
        this.say({ event: "mark", jobs: this.calls.count });
        marked = true;
      }
      await pause(10);
    }
    this.say({ event: "done", jobs: this.calls.count });
    this.say({ event: "end", jobs: this.calls.count, emptied: this.calls.count >= loaded });
  }

  /** Creates jobs that are due at once, as fast as they are run. */
  async life(seconds) {
    await this.peer.startWorkers();
    let going = true;
    let created = 0;
    const creators = Promise.all(
      Array.from({ length: this.peer.bulkCalls }, async () => {
        while (going) {
          if (created - this.calls.count > BACKLOG_MAX) {
            await pause(1);
          } else {
            // Not in one expression, which would read the sum before it waits.
            const jobs = await this.#create(Date.now());
            created += jobs;
          }
        }
      }),
    );
    await Promise.race([creators, pause(seconds * 500)]);
    this.say({ event: "mark", jobs: this.calls.count });
    await Promise.race([creators, pause(seconds * 500)]);
    this.say({ event: "done", jobs: this.calls.count });
    going = false;
    await creators;
    await this.#called(created);
    this.say({ event: "end", jobs: created, created, called: this.calls.count });
  }

  async #called(jobs) {
    const end = Date.now() + GRACE;
    while (this.calls.count < jobs && Date.now() < end) await pause(100);
  }

  /** Creates jobs at a steady rate, each two to three seconds ahead of its instant, and tells how late they ran. */
  async lateness(rate, seconds) {
    await this.peer.startWorkers();
    const begin = Date.now();
    const from = begin + LEAD + SPREAD + Math.min(5_000, seconds * 500);
    const to = from + seconds * 1000;
    this.calls.record(from, to);
    let [created, expected, behind, marked] = [0, 0, 0, false];
    for (let slice = begin; slice + LEAD < to; slice += SLICE) {
      await pause(Math.max(0, slice - Date.now()));
      behind = Math.max(behind, Date.now() - slice);
      if (!marked && slice >= from) {
        this.say({ event: "mark", jobs: this.calls.count });
        marked = true;
      }
      const dues = Array.from({ length: (rate * SLICE) / 1000 }, () => slice + LEAD + Math.floor(Math.random() * SPREAD));
      expected += dues.filter((due) => due >= from && due < to).length;
      await this.peer.enqueueMany(dues);
      created += dues.length;
    }
    await pause(Math.max(0, to - Date.now()));
    this.say({ event: "done", jobs: this.calls.count });
    await this.#called(created);
    const lateness = this.calls.lateness();
    this.say({ event: "end", jobs: created, ...lateness, expected, creatorBehindMillis: behind });
  }
}
