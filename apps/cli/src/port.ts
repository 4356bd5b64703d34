import { Refused } from "./output.ts";

/** @throws {Refused} `port-malformed` */
export function portOf(text: string): number {
  const port = text.trim() === "" ? Number.NaN : Number(text);
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535)) throw new Refused({ code: "port-malformed", retryable: false });
  return port;
}

/**
 * Does what listens on a port.
 * @throws {Refused} `port-taken`, `port-forbidden`
 */
export async function listening<T>(port: number, listen: () => Promise<T>): Promise<T> {
  try {
    return await listen();
  } catch (error) {
    const code = { EADDRINUSE: "port-taken", EACCES: "port-forbidden" }[(error as NodeJS.ErrnoException).code ?? ""];
    if (code === undefined) throw error;
    throw new Refused({ code, retryable: true, details: { port } });
  }
}
