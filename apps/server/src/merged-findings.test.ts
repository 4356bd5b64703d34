import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId, systemActor, toDay } from "@dinhdanh/kernel";
import { runIntake } from "@dinhdanh/ledger";
import { checkEverybody, checkNext, idsByPins, mergePeople, unmergePeople } from "@dinhdanh/population";
import { afterAll, beforeAll, expect, it } from "vitest";
import { intakeOf } from "./imports/kinds.ts";
import { testServer, type TestServer } from "./test-server.ts";

const [an, again] = ["035090000017", "035090000018"];
const folder = mkdtempSync(join(tmpdir(), "dinhdanh-merged-"));
let server: TestServer;
beforeAll(async () => {
  server = await testServer();
  const path = join(folder, "roll.csv");
  const header = "pin,oldIds,fullName,birthDate,sex,permanentUnit,householdId,relation\n";
  const both = [an, again].map((pin) => `${pin},168000017,Nguyễn Văn An,1990-05-05,male,13450,H1,head\n`);
  writeFileSync(path, header + both.join(""));
  const roll = intakeOf(server.register, "roll", { officer: "system", unitsOn: toDay("2023-04-22") });
  await runIntake(roll, { ...server.register, actor: systemActor, path });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server?.close();
});

it("finds nothing between a record and the one that was taken up in it, until that is undone", async () => {
  const { register } = server;
  const ids = await idsByPins(register.sql, [an, again]);
  const [survivorId, absorbedId] = [ids.get(an) ?? "", ids.get(again) ?? ""];
  const between = async () => {
    while (await checkNext(register));
    const rows = await register.sql`
      SELECT kind FROM population.finding WHERE person_id = ${survivorId} AND kind IN ('two-heads', 'old-number-shared') ORDER BY kind`;
    return rows.map((row) => String(row["kind"]));
  };
  expect(await between()).toEqual(["old-number-shared", "two-heads"]);
  const mergeId = newId();
  expect(await mergePeople(register, systemActor, { mergeId, survivorId, absorbedId, note: "Một người" })).toMatchObject({ ok: true });
  expect(await between()).toEqual([]);
  expect(await checkEverybody(register)).toMatchObject({ found: 0, mended: 0 });
  expect(await unmergePeople(register, systemActor, mergeId, { actId: newId(), note: "Nhầm" })).toMatchObject({ ok: true });
  expect(await between()).toEqual(["old-number-shared", "two-heads"]);
  expect(await checkEverybody(register)).toMatchObject({ found: 0, mended: 0 });
});
