import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A start takes seconds, a first one on a slow machine perhaps a minute. */
const longestHoldMs = 300_000;
/** Between making the folder and writing the owner's id into it lies no wait. */
const longestClaimMs = 10_000;

/** One process at a time works on `home`. A lock whose owner died, or that is older than five minutes, is taken over. */
export async function exclusively<T>(home: string, work: () => Promise<T>): Promise<T> {
  const lock = join(home, "postgres.lock");
  while (!claim(lock)) {
    if (isStale(lock)) breakStale(lock);
    else await sleep(50);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function claim(lock: string): boolean {
  try {
    mkdirSync(lock);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    return false;
  }
  writeFileSync(join(lock, "pid"), String(process.pid));
  return true;
}

/** Two may find the same lock stale: only one of them at a time removes it, and looks again before. */
function breakStale(lock: string): void {
  const breaker = `${lock}.breaking`;
  try {
    mkdirSync(breaker);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    if (ageMs(breaker) > longestClaimMs) rmSync(breaker, { recursive: true, force: true });
    return;
  }
  if (isStale(lock)) rmSync(lock, { recursive: true, force: true });
  rmSync(breaker, { recursive: true, force: true });
}

function isStale(lock: string): boolean {
  const age = ageMs(lock);
  if (age > longestHoldMs) return true;
  let owner: number;
  try {
    owner = Number(readFileSync(join(lock, "pid"), "utf8"));
  } catch {
    owner = 0;
  }
  // killed before it wrote its id
  if (!(owner > 0)) return age > longestClaimMs;
  try {
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return codeOf(error) === "ESRCH";
  }
}

/** -1 when it is gone. */
function ageMs(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? -1 : performance.timeOrigin + performance.now() - stat.mtimeMs;
}

const codeOf = (error: unknown) => (error as { code?: string }).code;
