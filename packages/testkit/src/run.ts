/** How vitest's main process tells its workers which run they belong to. */
export const runVariables = {
  /** a PostgreSQL to use instead of an embedded one; its user may create databases */
  server: "DATABASE_URL_TEST",
  home: "DINHDANH_TEST_HOME",
  id: "DINHDANH_TEST_RUN",
} as const;

/** @throws outside vitest with this package's `global-setup.ts` */
export function ofThisRun(variable: "home" | "id"): string {
  const value = process.env[runVariables[variable]];
  if (value === undefined) throw new Error(`${runVariables[variable]} is not set: run under vitest with testkit's global-setup.ts`);
  return value;
}

/** Every database of the run begins with it. */
export const databasePrefix = (): string => `dinhdanh_test_${ofThisRun("id")}_`;
