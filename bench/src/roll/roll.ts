import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { cleaning } from "../cleaning.ts";
import { inFolder, withFreshRegister, withRegister } from "../folders.ts";
import { count, heading, judged, measured, say } from "../output.ts";
import { eligible, simulated } from "../people.ts";
import { copyTablesIn, copyTablesOut, type TableTime } from "../copy-tables.ts";

type Import = { read: number; rejected: number; importMs: number; foldMs: number; peakMiB: number };

/** Import of the roll against bare COPY of the rows that it leaves, and the memory that the import takes. */
export async function roll(files: string): Promise<void> {
  heading("roll", "import of a roll against bare COPY of the same rows into the same tables and indexes");
  const quarter = Math.round(eligible / 4);
  const paths = { whole: await simulated(files, eligible, "roll"), quarter: await simulated(files, quarter, "roll") };
  const { took, copied } = await inFolder(async (home) => {
    const imported = await importAlone(home, paths.whole);
    return { took: imported, copied: await inFolder((folder) => copyBare(home, folder)) };
  });
  const importMs = took.importMs + took.foldMs;
  measured(
    "import: CSV to checked, keyed, standing, tally",
    importMs / 1000,
    "s",
    `${count(took.read)} rows, ${count(took.rejected)} rejected`,
  );
  measured("  of it folding into tally and balances", took.foldMs / 1000, "s");
  measured("  rows a second", took.read / (importMs / 1000), "rows/s");
  const copyMs = copied.reduce((sum, { ms }) => sum + ms, 0);
  measured("bare COPY", copyMs / 1000, "s", "fsync on, a transaction a table");
  for (const { table, rows, bytes, ms } of copied) {
    if (rows > 1000) measured(`  ${table}`, ms / 1000, "s", `${count(rows)} rows, ${count(Math.round(bytes / 2 ** 20))} MiB`);
  }
  judged("import : bare COPY", importMs / copyMs, "×", 3);
  const small = await inFolder((home) => importAlone(home, paths.quarter));
  measured("peak memory of an import a quarter the size", small.peakMiB, "MiB", `${count(small.read)} rows`);
  judged("peak memory of the import", took.peakMiB, "MiB", 512);
  const two = await inFolder((home) => importAlone(home, paths.whole, 2));
  measured("import by two threads", (two.importMs + two.foldMs) / 1000, "s", `peak memory ${count(Math.round(two.peakMiB))} MiB`);
}

/** Imports in a process of its own, whose memory is the import's alone. */
async function importAlone(home: string, path: string, threads = 1): Promise<Import> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const script = fileURLToPath(new URL("import-alone.ts", import.meta.url));
  const child = execFile(process.execPath, [...process.execArgv, script, home, path, String(threads)], (error, stdout) =>
    error === null ? resolve(stdout) : reject(error),
  );
  child.stderr?.pipe(process.stderr);
  const exited = new Promise((done) => child.once("exit", done));
  const printed = await cleaning(
    () => promise,
    async () => {
      child.kill("SIGTERM");
      await exited;
    },
  );
  return JSON.parse(printed) as Import;
}

async function copyBare(home: string, folder: string): Promise<TableTime[]> {
  const tables = await withRegister(home, ({ sql }) => copyTablesOut(sql, folder, "roll"));
  say(`  (bare COPY takes ${count(Math.round(tables.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20))} MiB of rows from files)`);
  return withFreshRegister(({ sql }) => copyTablesIn(sql, tables));
}
