import { cleanOnSignal } from "../cleaning.ts";
import { withRegister } from "../folders.ts";
import { fold, importFile } from "../load-people.ts";

/** A process that does nothing but the import: what it printed is read by `roll.ts`. Arguments: home of the register, roll file, threads. */
const [home = "", path = "", threads = "1"] = process.argv.slice(2);

cleanOnSignal();
await withRegister(home, async (register) => {
  const start = performance.now();
  const { read, rejected } = await importFile(register, "roll", path, { threads: Number(threads) });
  const imported = performance.now();
  await fold(register);
  const folded = performance.now();
  // maxRSS is in KiB on every platform
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ read, rejected, importMs: imported - start, foldMs: folded - imported, peakMiB }));
});
