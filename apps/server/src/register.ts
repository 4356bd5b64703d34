import { resolve } from "node:path";
import { type Clock, systemClock } from "@dinhdanh/kernel";
import * as campaign from "@dinhdanh/campaign";
import * as cards from "@dinhdanh/cards";
import * as dossiers from "@dinhdanh/dossiers";
import { createLedger, type Ledger, migrations as ledgerMigrations } from "@dinhdanh/ledger";
import * as population from "@dinhdanh/population";
import { migrate, openPool, type Sql, startEmbedded } from "@dinhdanh/postgres";
import * as progress from "@dinhdanh/progress";
import { judgeMeasures } from "@dinhdanh/portrait";
import * as staff from "@dinhdanh/staff";
import * as territory from "@dinhdanh/territory";
import { type CardLine, cardLine } from "./card-line.ts";
import { matcherOf } from "./matcher.ts";

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
];

/** What the dossiers' checks ask of rooms further out. */
const portsOf = (clock: Clock): dossiers.Ports => ({
  cardsInForce: (sql, personId) => cards.cardsInForce(sql, personId, clock.today()),
  judgePortrait: (measures) => judgeMeasures(measures).map(({ code, mend }) => ({ key: code, text: mend })),
  abis: matcherOf(process.env, clock),
});

/** The register, put together: what every command and every page works on. */
export type Register = {
  sql: Sql;
  clock: Clock;
  ledger: Ledger;
  engine: progress.Engine;
  units: territory.CommuneIndex;
  dossiers: dossiers.DossierDeps;
  /** key of identification numbers, in a file of the home */
  numberKey: () => population.NumberKey;
  /** cards that a person holds now, for what follows from a change of their data */
  cardsInForce: population.LifeDeps["cardsInForce"];
  /** orders, batches, parcels and cards */
  cards: CardLine;
  /** where the embedded database, uploads and demo files live */
  home: string;
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
  const clock = options.clock ?? systemClock;
  const embedded = options.databaseUrl === undefined ? await startEmbedded(options.home) : undefined;
  const sql = openPool(options.databaseUrl ?? embedded?.url ?? "", { max: options.connections ?? 10 });
  await migrate(sql, migrations);
  await territory.loadBuiltinTerritory(sql, createLedger(clock, []));
  const units = await territory.communeIndex(sql);
  const context = { unitId: (code: string, day: number) => units.resolve(code, day) ?? null };
  const programmes = [progress.registerProgramme, dossiers.dossierProgramme, cards.cardProgramme, campaign.reportedProgramme];
  const engine = progress.createEngine(programmes, context);
  let numberKey: population.NumberKey | undefined;
  const settings = await dossiers.loadDossierSettings(sql, units);
  const ledger: Ledger = createLedger(clock, [
    ...[population.projectEvents, progress.progressProjection(engine)],
    dossiers.projectCards({ units, settings, ledger: { clock } }),
    // what it orders is recorded in the same ledger, in the same transaction
    cards.orderApproved(() => ledger),
  ]);
  return {
    ...{ sql, clock, ledger, engine, units, home: resolve(options.home) },
    cardsInForce: (queryable, personId) => cards.cardsInForce(queryable, personId, clock.today()),
    numberKey: () => (numberKey ??= population.openNumberKey(resolve(options.home))),
    dossiers: { sql, ledger, units, settings, ports: portsOf(clock) },
    cards: cardLine({ sql, ledger, home: resolve(options.home) }, process.env),
    close: async () => {
      await sql.end({ timeout: 10 });
      await embedded?.release();
    },
  };
}

/** Settings from the environment: DATABASE_URL, DINHDANH_DATA (default `.data`). */
export function registerOptions(environment: NodeJS.ProcessEnv): RegisterOptions {
  const url = environment["DATABASE_URL"];
  return { databaseUrl: url === "" ? undefined : url, home: environment["DINHDANH_DATA"] ?? ".data" };
}
