import type { Ledger } from "@dinhdanh/ledger";
import type { Queryable, Sql } from "@dinhdanh/postgres";
import type { CommuneIndex } from "@dinhdanh/territory";
import type { Area, Calendar } from "./contract.ts";
import type { Ports } from "./ports.ts";

/** What rests on tables: read when the register is opened. */
export type DossierSettings = {
  calendar: Calendar;
  areaOf: (unitId: number) => Area;
  /** of which unit that is stated, the unit itself or the nearest above; undefined where its name decides */
  areaStatedOf: (unitId: number) => number | undefined;
  /** Reads areas anew when some were stated or the tree has changed. @returns whether they were */
  refreshAreas: (sql: Queryable) => Promise<boolean>;
  /** of 1: how likely a clean dossier is drawn for manual review in a bulk approval */
  sampleRate: number;
};

/** What the commands of this module work with. */
export type DossierDeps = { sql: Sql; ledger: Ledger; units: CommuneIndex; settings: DossierSettings; ports: Ports };

/** What the way from state to state needs: a projection has no ledger yet. */
export type LineDeps = { units: CommuneIndex; settings: DossierSettings; ledger: Pick<Ledger, "clock"> };

/** When it is, as the database takes it. */
export const nowOf = ({ ledger }: Pick<LineDeps, "ledger">): string => new Date(ledger.clock.nowMs()).toISOString();
