import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemActor } from "@dinhdanh/kernel";
import { importUnits } from "@dinhdanh/territory";
import { afterAll, beforeAll, expect, it } from "vitest";
import { rebuildTally } from "./rebuild.ts";
import { act, lp, moved, type ProgressRegister, progressRegister, registered } from "./test-register.ts";

let register: ProgressRegister;
let folder: string;
beforeAll(async () => {
  register = await progressRegister();
  folder = mkdtempSync(join(tmpdir(), "dinhdanh-units-"));
  register.clock.set("2026-01-01T08:00:00+07:00");
  await register.record(
    ...[registered(1), act("dossier.collected", 1, "2023-02-01")],
    ...[
      registered(2, { permanentUnit: "13453" }),
      registered(3),
      moved(3, "2025-09-01", "13456", "13453"),
      moved(4, "2025-09-01", "00001", "90001"),
    ],
    registered(4, { permanentUnit: "00001" }),
  );
  await register.fold();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await register.close();
});

async function importRows(...rows: string[]): Promise<void> {
  const path = join(folder, "units.csv");
  writeFileSync(path, ["code,name,level,parent,validFrom,predecessors", ...rows, ""].join("\n"));
  expect(await importUnits({ sql: register.sql, ledger: register.ledger, actor: systemActor }, path)).toMatchObject({ ok: true });
}
const eligible = async (code: string, day: string) => (await register.figures(code, day))["eligible"];

it("brings standing and tally in step with units that were imported after people", async () => {
  const none = { eligible: 0, collected: 0, printed: 0, away: 0 };
  await importRows("90001,Xã Ví Dụ,commune,37,2025-08-01,13453", "13453,Xã Khác,commune,37,2025-08-01,");
  await rebuildTally(register.sql, register.engine, register.clock);
  await register.readUnits();
  expect(await register.verify()).toMatchObject({ agree: true, differences: [] });
  expect([await eligible("35", "2023-02-01"), await eligible("37", "2025-12-01"), await eligible("00", "2025-12-01")]).toEqual([2, 4, 4]);
  // person 2 came with the commune that was taken over, 4 moved to it by its new code; 3 moved to the new bearer of the old code
  expect([await eligible("90001", "2025-12-01"), await eligible("13453", "2025-12-01"), await eligible(lp, "2023-02-01")]).toEqual([
    2, 1, 1,
  ]);
  expect(await register.figures("01", "2025-12-01")).toMatchObject(none);
});

it("changes nothing when there is nothing to bring in step, and leaves everything when it is killed", async () => {
  const state = async () => [
    [...(await register.sql`SELECT * FROM progress.standing ORDER BY person_id, stay_from`.values())],
    [...(await register.sql`SELECT * FROM progress.tally WHERE n <> 0 ORDER BY 1, 2, 3`.values())],
  ];
  const before = await state();
  await rebuildTally(register.sql, register.engine, register.clock);
  expect(await state()).toEqual(before);
  await register.sql`ALTER TABLE progress.balance ADD CONSTRAINT broken CHECK (false) NOT VALID`;
  await expect(rebuildTally(register.sql, register.engine, register.clock)).rejects.toThrow("broken");
  await register.sql`ALTER TABLE progress.balance DROP CONSTRAINT broken`;
  expect(await state()).toEqual(before);
  expect(await register.verify()).toMatchObject({ agree: true });
});

it("may run while acts are recorded and folded: nothing is lost or counted twice", async () => {
  await Promise.all([
    ...Array.from({ length: 3 }, () => rebuildTally(register.sql, register.engine, register.clock)),
    ...Array.from({ length: 8 }, (_, n) => register.record(registered(100 + n), act("dossier.collected", 1 + (n % 2), `2023-01-1${n}`))),
    ...Array.from({ length: 3 }, () => register.fold()),
  ]);
  await register.fold();
  expect(await register.verify()).toMatchObject({ agree: true, differences: [] });
  expect(await eligible("35", "2023-02-01")).toBe(10);
});
