import type { Tx } from "./pool.ts";

const settings = { plan_cache_mode: "force_generic_plan", enable_seqscan: "off", enable_hashjoin: "off", enable_mergejoin: "off" };

/**
 * For statements of many joins that reach everything by keys, asked for a few rows at a time: each is planned once a connection, to go through its keys
 * however small the tables are at that moment. Planned anew for every call such a statement takes longer to plan than to run.
 */
export async function withKeyedPlans<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const [, done] = await Promise.all([setAll(tx, Object.values(settings)), work()]);
  await setAll(tx, Object.keys(settings).map(() => null)); // prettier-ignore
  return done;
}

/** @param values null is the session's own */
async function setAll(tx: Tx, values: readonly (string | null)[]): Promise<void> {
  await tx`SELECT set_config(name, value, true) FROM unnest(${Object.keys(settings)}::text[], ${[...values]}::text[]) AS s (name, value)`;
}
