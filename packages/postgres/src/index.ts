export { BinaryRows } from "./binary-rows.ts";
export { type Embedded, startEmbedded } from "./embedded.ts";
export { withKeyedPlans } from "./keyed-plans.ts";
export { type MigrationSource, migrate } from "./migrate.ts";
export {
  copyField,
  copyInto,
  copyOut,
  exportSnapshot,
  openPool,
  parseCopyField,
  type Queryable,
  settleTables,
  type Sql,
  tryExclusively,
  type Tx,
  useSnapshot,
} from "./pool.ts";
export { retrying } from "./retrying.ts";
