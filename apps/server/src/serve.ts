import { startFolder } from "@dinhdanh/progress";
import type { Register } from "./register.ts";
import { createServer, type ServerOptions } from "./server.ts";

export type ServeOptions = ServerOptions & { port: number; host?: string };
export type Serving = { /** where it answers */ url: string; stop: () => Promise<void> };

/** How often what acts changed is folded into figures. */
const foldEveryMs = 250;

/** Starts the server and what works beside it. `stop` lets running requests finish; the register stays open, it is the caller's. */
export async function serve(register: Register, options: ServeOptions): Promise<Serving> {
  const app = createServer(register, options);
  const report = (error: unknown) => app.log.error({ err: error }, "folding the tally failed; it is tried again");
  const folder = startFolder(register.sql, register.clock, foldEveryMs, report);
  const stop = async () => {
    await app.close();
    await folder.stop();
  };
  try {
    return { url: await app.listen({ port: options.port, host: options.host ?? "127.0.0.1" }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
