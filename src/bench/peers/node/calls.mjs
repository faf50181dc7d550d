/** Of durations in milliseconds; none if there are none. */
export function percentiles(millis) {
  const sorted = Float64Array.from(millis).sort();
  const at = (share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return sorted.length === 0 ? {} : { p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999), max: at(1) };
}

/** Counts the runs of jobs and keeps how late they were, as bench.peer.Calls does. */
export class Calls {
  count = 0;
  #from = 0;
  #to = 0;
  #late = [];

  /** A job that was due at this instant, in milliseconds since 1970, runs now. */
  called(due) {
    this.count++;
    if (due >= this.#from && due < this.#to) this.#late.push(Date.now() - due);
  }

  /** Begins to keep the lateness of jobs that are due from the one instant to the other. */
  record(from, to) {
    this.#from = from;
    this.#to = to;
    this.#late = [];
  }

  /** How many were kept, how many were early, and percentiles in milliseconds. */
  lateness() {
    const early = this.#late.filter((millis) => millis < 0).length;
    return { called: this.#late.length, early, ...percentiles(this.#late) };
  }
}
