import { repeat, systemActor } from "@dinhdanh/kernel";
import * as cards from "@dinhdanh/cards";
import { startIndexer } from "@dinhdanh/campaign";
import { startChecker } from "@dinhdanh/dossiers";
import { startNotifier } from "@dinhdanh/exchange";
import { openSigningKey, startSealer } from "@dinhdanh/ledger";
import { startQualityChecks } from "@dinhdanh/population";
import { startFolder } from "@dinhdanh/progress";
import { startDuplicateSearch, startNightlyChecks } from "./nightly.ts";
import type { Register } from "./register.ts";
import { createServer, type ServerOptions } from "./server.ts";

export type ServeOptions = ServerOptions & { port: number; host?: string };
export type Serving = { /** where it answers */ url: string; stop: () => Promise<void> };

/** How often what acts changed is folded into figures. */
const foldEveryMs = 250;
/** How often new acts are sealed into the chains: within a second, also what was recorded just after a sealing began. */
const sealEveryMs = 400;
/** How often the index of the search follows the ledger; a search looks at the latest acts itself. */
const indexEveryMs = 1000;
/** How often what was recorded about people is checked by the rules of data quality. */
const qualityEveryMs = 2000;
/** How often it is looked whether another process has imported units or areas. */
const unitsEveryMs = 5000;
/** How often dossiers that were submitted are checked. */
const checkEveryMs = 250;
/** How often it is looked for acts that agencies are told of, and for messages that are due. */
const notifyEveryMs = 500;
/** How often it is looked whether work over everybody is due: at night, the search for duplicates also after large files. */
const nightlyEveryMs = 60_000;
/** How often cards whose validity has ended are marked; verification looks at the date itself. */
const expireEveryMs = 3_600_000;
/** How long running requests may take to finish when the server stops. */
const patienceMs = 10_000;

/** Starts the server and what works beside it. `stop` lets running requests finish; the register stays open, it is the caller's. */
export async function serve(register: Register, options: ServeOptions): Promise<Serving> {
  const app = createServer(register, options);
  const { sql, clock, home } = register;
  const every = (everyMs: number, work: string) => ({
    everyMs,
    onError: (error: unknown) => app.log.error({ err: error, work }, "work beside the server failed; it is tried again"),
  });
  const nightly = (work: string) => ({
    ...every(nightlyEveryMs, work),
    onDone: (result: Record<string, number>) => app.log.info({ work, ...result }, "work over the whole register is done"),
  });
  const beside = [
    startFolder(sql, clock, every(foldEveryMs, "folding the tally")),
    startSealer(sql, clock, openSigningKey(home), every(sealEveryMs, "sealing the ledger")),
    startChecker(register.dossiers, every(checkEveryMs, "checking dossiers")),
    startDuplicateSearch(register, nightly("searching for duplicates")),
    startNightlyChecks(register, nightly("checking everybody's data quality")),
    startNotifier(register.exchange, every(notifyEveryMs, "telling agencies")),
    startIndexer(sql, every(indexEveryMs, "indexing people for the search")),
    startQualityChecks(register, every(qualityEveryMs, "checking data quality")),
    repeat(() => refreshUnits(register), every(unitsEveryMs, "reading the units and their areas")),
    repeat(() => expire(register), every(expireEveryMs, "marking expired cards")),
  ];
  const stop = async () => {
    // a download that nobody reads must not keep the server up
    const impatient = setTimeout(() => app.server.closeAllConnections(), patienceMs);
    await app.close();
    clearTimeout(impatient);
    await Promise.all(beside.map((work) => work.stop()));
  };
  try {
    return { url: await app.listen({ port: options.port, host: options.host ?? "127.0.0.1" }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function refreshUnits({ units, sql, dossiers }: Register): Promise<false> {
  await units.refresh(sql);
  await dossiers.settings.refreshAreas(sql);
  return false;
}

async function expire({ cards: deps, clock }: Register): Promise<false> {
  await cards.expireCards(deps, systemActor, clock.today());
  return false;
}
