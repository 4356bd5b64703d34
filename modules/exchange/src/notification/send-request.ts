import { lookup as lookUp } from "node:dns";
import http from "node:http";
import https from "node:https";
import type { BlockList, LookupFunction } from "node:net";
import type { deliveryFaults } from "../contract.ts";
import { literalOf, mayReach, readAddress } from "./reachable.ts";
import type { SignedRequest } from "./sign-request.ts";

/** Why a try failed: a status as `status-500`, or one of these. Never the receiver's words. */
export type Fault = Exclude<keyof typeof deliveryFaults, "agreement-ended"> | `status-${number}`;

const patienceMs = 10_000;

class NotAllowed extends Error {}

/** Looks a name up and takes only addresses that may be reached: the one that was checked is the one that is connected to. */
const guarded =
  (protocol: string, allowed: BlockList): LookupFunction =>
  (hostname, options, done) =>
    lookUp(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, []);
      const reachable = found.filter(({ address }) => mayReach(address, protocol, allowed));
      const [first] = reachable;
      if (first === undefined) return done(new NotAllowed(), []);
      if (options.all === true) done(null, reachable);
      else done(null, first.address, first.family);
    });

/**
 * Posts a message. Follows no redirect, reads no body.
 * @returns undefined when the receiver took it: any 2xx
 */
export function sendRequest(request: SignedRequest, allowed: BlockList): Promise<Fault | undefined> {
  const url = readAddress(request.url);
  const literal = url === undefined ? undefined : literalOf(url);
  if (url === undefined || (literal !== undefined && !mayReach(literal, url.protocol, allowed)))
    return Promise.resolve("address-not-allowed");
  const { request: open } = url.protocol === "https:" ? https : http;
  const signal = AbortSignal.timeout(patienceMs);
  const headers = { ...request.headers, "content-length": Buffer.byteLength(request.body) };
  return new Promise((resolve) => {
    const sending = open(url, { method: "POST", headers, agent: false, signal, lookup: guarded(url.protocol, allowed) }, (answer) => {
      answer.on("error", () => {});
      const status = answer.statusCode ?? 0;
      answer.destroy();
      resolve(status >= 200 && status < 300 ? undefined : `status-${status}`);
    });
    sending.on("error", (error) => resolve(faultOf(error, signal)));
    sending.end(request.body);
  });
}

function faultOf(error: Error, signal: AbortSignal): Fault {
  if (error instanceof NotAllowed) return "address-not-allowed";
  if (signal.aborted) return "too-slow";
  return (error as { code?: string }).code === "ECONNRESET" ? "no-answer" : "unreachable";
}

/** Whether a subscriber's address leads somewhere that may be sent to; it is looked up again with every message. */
export async function mayBeSentTo(url: URL, allowed: BlockList): Promise<boolean> {
  const literal = literalOf(url);
  if (literal !== undefined) return mayReach(literal, url.protocol, allowed);
  return new Promise((resolve) => guarded(url.protocol, allowed)(url.hostname, { all: true }, (error) => resolve(error === null)));
}
