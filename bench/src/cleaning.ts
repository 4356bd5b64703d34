/** What is to be undone when work ends, by itself or by a signal: databases stopped, temporary folders removed. */
const pending: (() => Promise<void>)[] = [];

/** Does the work, and cleans after it whatever happens; at a signal, too. */
export async function cleaning<T>(work: () => Promise<T>, clean: () => Promise<void>): Promise<T> {
  let cleaned: Promise<void> | undefined;
  const once = () => (cleaned ??= clean());
  pending.push(once);
  try {
    return await work();
  } finally {
    await once();
    pending.splice(pending.indexOf(once), 1);
  }
}

/** Ctrl-C leaves no server running and no folder behind: what was opened last is closed first. */
export function cleanOnSignal(): void {
  let leaving = false;
  const leave = async () => {
    if (leaving) return;
    leaving = true;
    // what fails from here on fails because its database is being closed
    process.on("uncaughtException", () => {});
    for (const clean of pending.toReversed()) await clean().catch(() => {});
    process.exit(130);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void leave());
}
