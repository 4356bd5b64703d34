export { type Embedded, startEmbedded } from "./embedded.ts";
export { type MigrationSource, migrate } from "./migrate.ts";
export { copyField, copyInto, copyOut, openPool, parseCopyField, type Queryable, type Sql, type Tx } from "./pool.ts";
