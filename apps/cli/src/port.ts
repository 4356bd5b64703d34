import { createServer } from "node:net";
import { Refused } from "./output.ts";

/** @throws {Refused} when it is no port */
export function portOf(text: string): number {
  const port = Number(text);
  if (text.trim() !== "" && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Refused({ code: "port-malformed", retryable: false });
}

/** What listens on a port. @throws {Refused} when another program does already, or this account may not */
export async function listening<T>(port: number, listen: () => Promise<T>): Promise<T> {
  try {
    return await listen();
  } catch (error) {
    const code = { EADDRINUSE: "port-taken", EACCES: "port-forbidden" }[(error as NodeJS.ErrnoException).code ?? ""];
    if (code === undefined) throw error;
    throw new Refused({ code, retryable: true, details: { port } });
  }
}

/** Asks before minutes of work, not after. @throws {Refused} as `listening` */
export const expectFree = (port: number, host: string): Promise<void> =>
  listening(
    port,
    () =>
      new Promise((done, fail) => {
        const probe = createServer().once("error", fail);
        probe.listen(port, host, () => probe.close(() => done()));
      }),
  );
