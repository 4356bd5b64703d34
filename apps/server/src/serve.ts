import { systemActor } from "@dinhdanh/kernel";
import * as cards from "@dinhdanh/cards";
import { startIndexer } from "@dinhdanh/campaign";
import { startChecker } from "@dinhdanh/dossiers";
import { startNotifier } from "@dinhdanh/exchange";
import { openSigningKey, startSealer } from "@dinhdanh/ledger";
import { startQualityChecks } from "@dinhdanh/population";
import { startFolder } from "@dinhdanh/progress";
import { startNightlySearch } from "./nightly-search.ts";
import type { Register } from "./register.ts";
import { createServer, type ServerOptions } from "./server.ts";

export type ServeOptions = ServerOptions & { port: number; host?: string };
export type Serving = { /** where it answers */ url: string; stop: () => Promise<void> };

/** How often what acts changed is folded into figures. */
const foldEveryMs = 250;
/** How often new acts are sealed into the chains. */
const sealEveryMs = 1000;
/** How often the index of the search follows the ledger; a search looks at the latest acts itself. */
const indexEveryMs = 1000;
/** How often what was recorded about people is checked by the rules of data quality. */
const qualityEveryMs = 2000;
/** How often it is looked whether another process has imported units. */
const unitsEveryMs = 5000;

/** How often dossiers that were submitted are checked. */
const checkEveryMs = 250;

/** How often it is looked for acts that agencies are told of, and for messages that are due. */
const notifyEveryMs = 500;

/** How often cards whose validity has ended are marked; verification looks at the date itself. */
const expireEveryMs = 3_600_000;

/** How long running requests may take to finish when the server stops. */
const patienceMs = 10_000;

/** Starts the server and what works beside it. `stop` lets running requests finish; the register stays open, it is the caller's. */
export async function serve(register: Register, options: ServeOptions): Promise<Serving> {
  const app = createServer(register, options);
  const report = (work: string) => (error: unknown) =>
    app.log.error({ err: error, work }, "work beside the server failed; it is tried again");
  const { sql, clock, home } = register;
  const folder = startFolder(sql, clock, foldEveryMs, report("folding the tally"));
  const sealer = startSealer(sql, clock, openSigningKey(home), { everyMs: sealEveryMs, onError: report("sealing the ledger") });
  // units that the command line imported
  const units = setInterval(() => void register.units.refresh(sql).catch(report("reading the units")), unitsEveryMs);
  const checker = startChecker(register.dossiers, checkEveryMs, report("checking dossiers"));
  const search = startNightlySearch(register, report("searching for duplicates"));
  const notifier = startNotifier(register.exchange, { everyMs: notifyEveryMs, onError: report("telling agencies") });
  const indexer = startIndexer(sql, indexEveryMs, report("indexing people for the search"));
  const quality = startQualityChecks(register, qualityEveryMs, report("checking data quality"));
  const expire = () => cards.expireCards(register.cards, systemActor, clock.today());
  const expiring = setInterval(() => void expire().catch(report("marking expired cards")), expireEveryMs);
  const stop = async () => {
    clearInterval(expiring);
    clearInterval(units);
    // a download that nobody reads must not keep the server up
    const impatient = setTimeout(() => app.server.closeAllConnections(), patienceMs);
    await app.close();
    clearTimeout(impatient);
    await Promise.all([folder.stop(), sealer.stop(), checker.stop(), search.stop(), notifier.stop(), indexer.stop(), quality.stop()]);
  };
  try {
    return { url: await app.listen({ port: options.port, host: options.host ?? "127.0.0.1" }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
