import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type postgres from "postgres";

type Target = {
  host: string[];
  port: number[];
  /** of a Unix socket */ path?: string | false | undefined;
  connect_timeout?: number | undefined;
};

/** The driver's option for how to connect, missing in its types. */
export type SocketOption = { socket: (target: Target) => Promise<Socket> };
export type OptionsWithSocket<T extends Record<string, postgres.PostgresType> = Record<string, never>> = postgres.Options<T> & SocketOption;

/**
 * Connects by the Unix socket if there is one, else without Nagle's algorithm, which the driver leaves on: each short COPY waits for two
 * delayed acknowledgements then, 88 ms instead of 2. The first that answers is taken.
 */
export async function promptSocket({ host, port, path, connect_timeout: timeoutSeconds = 30 }: Target): Promise<Socket> {
  const bySocket = typeof path === "string" && path !== "" ? [{ name: host[0] ?? "", to: { path } }] : [];
  const byName = host.map((name, index) => ({ name, to: { host: name, port: port[index] ?? 5432, noDelay: true } }));
  let failure: unknown;
  for (const { name, to } of [...bySocket, ...byName]) {
    const socket = connect(to);
    try {
      await once(socket, "connect", { signal: AbortSignal.timeout(timeoutSeconds * 1000) });
      // by which the driver checks a certificate
      return Object.assign(socket, { host: name });
    } catch (error) {
      socket.destroy();
      failure = error;
    }
  }
  throw failure;
}
