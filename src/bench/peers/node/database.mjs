import { createRequire } from "node:module";

/** The PostgreSQL of this measurement, and the Redis. */
export const connectionString = `postgres://bench:${process.env.BENCH_PASSWORD}@127.0.0.1:${process.env.BENCH_PORT}/${process.env.BENCH_DATABASE}`;
export const redis = { host: "127.0.0.1", port: Number(process.env.BENCH_REDIS_PORT), password: process.env.BENCH_PASSWORD };

/** The version of a package as it was installed. */
export const versionOf = (name) => createRequire(import.meta.url)(`./node_modules/${name}/package.json`).version;
