import { resolve } from "node:path";
import { calendarDay, type Clock, dayOf, systemClock } from "@dinhdanh/kernel";
import * as campaign from "@dinhdanh/campaign";
import * as cards from "@dinhdanh/cards";
import * as dossiers from "@dinhdanh/dossiers";
import * as exchange from "@dinhdanh/exchange";
import { createLedger, type Ledger, migrations as ledgerMigrations } from "@dinhdanh/ledger";
import * as population from "@dinhdanh/population";
import { migrate, openPool, type Sql, startEmbedded, type Tx } from "@dinhdanh/postgres";
import * as progress from "@dinhdanh/progress";
import * as staff from "@dinhdanh/staff";
import * as territory from "@dinhdanh/territory";
import { type CardLine, cardLine } from "./card-line.ts";
import { type Matcher, matcherOf } from "./matcher.ts";
import { type PortraitJudge, portraitJudge } from "./portrait/portrait-judge.ts";

/** All modules' migrations, inner rooms first. */
export const migrations = [
  ledgerMigrations,
  territory.migrations,
  staff.migrations,
  population.migrations,
  progress.migrations,
  dossiers.migrations,
  cards.migrations,
  campaign.migrations,
  exchange.migrations,
];

/** What the dossiers' checks ask of rooms further out. */
const portsOf = (clock: Clock, { judge }: PortraitJudge, matcher: Matcher | null): dossiers.Ports => ({
  cardsInForce: (sql, personIds) => cards.cardsInForce(sql, personIds, clock.today()),
  judgePortrait: judge,
  abis: matcher?.abis ?? null,
});

/** The register, put together: what every command and every page works on. */
export type Register = {
  sql: Sql;
  clock: Clock;
  ledger: Ledger;
  engine: progress.Engine;
  units: territory.CommuneIndex;
  dossiers: dossiers.DossierDeps;
  /** what merging two records asks of the rooms further out */
  duplicates: population.DuplicatePorts;
  /** takes what the matcher of fingerprints answers later; null: there is none */
  matcher: Matcher | null;
  /** key of identification numbers, in a file of the home */
  numberKey: () => population.NumberKey;
  /** cards that a person holds now, for what follows from a change of their data */
  cardsInForce: population.LifeDeps["cardsInForce"];
  /** orders, batches, parcels and cards */
  cards: CardLine;
  /** agencies and what is sent to them */
  exchange: exchange.ExchangeDeps;
  /** where the embedded database, uploads and demo files live */
  home: string;
  /** address of the database with its password, for threads of this process */
  databaseUrl: string;
  close: () => Promise<void>;
};

export type RegisterOptions = {
  /** an ordinary PostgreSQL, 15 or later; the embedded one when absent */
  databaseUrl?: string | undefined;
  home: string;
  clock?: Clock;
  connections?: number;
};

/** Connects to the database (starting the embedded one if need be), brings its schema up to date and wires the modules. */
export async function openRegister(options: RegisterOptions): Promise<Register> {
  const embedded = options.databaseUrl === undefined ? await startEmbedded(options.home) : undefined;
  const databaseUrl = options.databaseUrl ?? embedded?.url ?? "";
  const sql = openPool(databaseUrl, { max: options.connections ?? 10 });
  const leave = async () => {
    await sql.end({ timeout: 10 });
    await embedded?.release();
  };
  try {
    return await wire(sql, { ...options, databaseUrl }, leave);
  } catch (error) {
    // a connection that stays open would keep the process
    await leave();
    throw error;
  }
}

type Wiring = RegisterOptions & { databaseUrl: string };

async function wire(sql: Sql, { clock = systemClock, home, databaseUrl }: Wiring, leave: () => Promise<void>): Promise<Register> {
  await migrate(sql, migrations);
  await territory.loadBuiltinTerritory(sql, createLedger(clock, []));
  const units = await territory.communeIndex(sql);
  const context = { unitId: (code: string, day: number) => units.resolve(code, day) ?? null };
  const programmes = [
    progress.registerProgramme,
    progress.identityProgramme,
    dossiers.dossierProgramme,
    cards.cardProgramme,
    campaign.reportedProgramme,
  ];
  const engine = progress.createEngine(programmes, context);
  let numberKey: population.NumberKey | undefined;
  const settings = await dossiers.loadDossierSettings(sql, units);
  const ledger: Ledger = createLedger(clock, [
    ...[population.projectEvents, progress.progressProjection(engine)],
    dossiers.projectCards({ units, settings, ledger: { clock } }),
    // what it orders is recorded in the same ledger, in the same transaction
    cards.orderApproved(() => ledger),
    dossiers.proposeDeclared(units, () => ledger),
  ]);
  const portraits = portraitJudge();
  const matcher = matcherOf(process.env, clock);
  return {
    ...{ sql, clock, ledger, engine, units, databaseUrl, home: resolve(home) },
    dossiers: { sql, ledger, units, settings, ports: portsOf(clock, portraits, matcher) },
    duplicates: {
      milestonesOf: async (tx, personIds) =>
        withoutWaiting(tx, personIds[1], await progress.milestonesReached(tx, engine, clock, personIds)),
      atStake: async (queryable, personId) => ({
        dossiers: (await dossiers.unfinishedDossiers(queryable, personId)).map(({ dossierId, state }) => ({ dossierId, state })),
        cards: await cards.cardsAtStake(queryable, personId),
      }),
    },
    matcher,
    cardsInForce: async (queryable, personId) => (await cards.cardsInForce(queryable, [personId], clock.today())).get(personId) ?? [],
    numberKey: () => (numberKey ??= population.openNumberKey(resolve(home))),
    cards: cardLine({ sql, ledger, home: resolve(home), calendar: settings.calendar }, process.env),
    exchange: {
      ...{ sql, ledger, units },
      messageKey: once(() => exchange.openMessageKey(resolve(home))),
      allowedNetworks: exchange.readNetworks(process.env["DINHDANH_NOTIFY_NETWORKS"] ?? ""),
    },
    close: async () => {
      await portraits.close();
      await leave();
    },
  };
}

/** Milestones but those of a dossier that was submitted and is not finished: while a merge stands it waits, and leads to no card. */
async function withoutWaiting(tx: Tx, personId: string, reached: Partial<Record<string, string>>): Promise<Record<string, string>> {
  const waiting = (await dossiers.unfinishedDossiers(tx, personId)).filter(({ submittedAt }) => submittedAt !== null);
  const since = waiting.map(({ occurredAt }) => dayOf(calendarDay(Date.parse(occurredAt)))).toSorted()[0];
  const ofDossiers = new Set<string>(["collectedOn", "approvedOn", "printedOn"]);
  const kept = Object.entries(reached).filter(([field, day]) => since === undefined || !ofDossiers.has(field) || (day ?? "") < since);
  return Object.fromEntries(kept) as Record<string, string>;
}

function once<T>(open: () => T): () => T {
  let opened: T | undefined;
  return () => (opened ??= open());
}

/** Settings from the environment: DATABASE_URL, DINHDANH_DATA (default `.data`). */
export function registerOptions(environment: NodeJS.ProcessEnv): RegisterOptions {
  const url = environment["DATABASE_URL"];
  return { databaseUrl: url === "" ? undefined : url, home: environment["DINHDANH_DATA"] ?? ".data" };
}
