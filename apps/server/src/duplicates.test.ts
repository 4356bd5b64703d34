import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pair, Pairs } from "@dinhdanh/campaign";
import { type Day, newId, systemActor, toDay } from "@dinhdanh/kernel";
import { runIntake } from "@dinhdanh/ledger";
import { idsByPins, recordPairs } from "@dinhdanh/population";
import { foldPending, readFigures, verifyProgress } from "@dinhdanh/progress";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { intakeOf } from "./imports/kinds.ts";
import { type Call, testServer, type TestServer } from "./test-server.ts";

let server: TestServer;
let province: Call;
const folder = mkdtempSync(join(tmpdir(), "dinhdanh-duplicates-"));
const day: Day = toDay("2023-04-22");

const one = "035304000017";
const again = "035304000018";
const other = "035204000019";
const far = "079204000018";
const roll = `pin,fullName,birthDate,sex,permanentUnit,address
${one},Nguyễn Thị Hoa,2004-05-17,female,13450,Thôn Nguyễn Trung
${again},Nguyễn Thị Hòa,2004-05-17,female,13450,Thôn Nguyễn Trung
${other},Lê Văn Tám,1950-01-01,male,13450,Thôn Nhất
${far},Võ Quốc Bảo,1990-01-01,male,26734,Phường Tân Định
`;
let ids: Record<"one" | "again" | "other" | "far", string>;

async function importFile(kind: "roll" | "acts", name: string, text: string): Promise<void> {
  const path = join(folder, name);
  writeFileSync(path, text);
  const { register } = server;
  const report = await runIntake(intakeOf(register, kind, { officer: "system", unitsOn: day }), { ...register, actor: systemActor, path });
  if (report.rejected > 0) throw new Error("the test's file has rejected rows");
  await foldPending(register.sql, register.clock);
}

const actId = newId();
const acts = `actId,kind,occurredAt,pin,unit,officer\n${actId},dossier.collected,2023-04-01T08:00:00+07:00,${again},13450,cb-1\n`;

beforeAll(async () => {
  server = await testServer();
  await importFile("roll", "roll.csv", roll);
  await importFile("acts", "acts.csv", acts);
  const byPin = await idsByPins(server.register.sql, [one, again, other, far]);
  const idOf = (pin: string) => byPin.get(pin) ?? "";
  ids = { one: idOf(one), again: idOf(again), other: idOf(other), far: idOf(far) };
  const explanation = { prior: -20, steps: [{ comparison: "name", level: "tone", weight: 9.5 }], probability: 0.97 };
  const pairs = [
    { ids: [ids.one, ids.again] as const, probability: 0.97, explanation },
    { ids: [ids.far, ids.other] as const, probability: 0.2, explanation: null },
  ];
  await recordPairs(server.register.sql, pairs, "search", "2023-04-22T00:00:00Z");
  province = await server.as("demo-province");
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server?.close();
});

const query = async (call: Call, body: Record<string, unknown> = {}) =>
  (await call("POST", "/api/v1/duplicates/query", { body })).json() as Pairs;
const merge = (body: Record<string, unknown>, call = province) =>
  call("POST", "/api/v1/duplicates/merges", { body: { mergeId: newId(), note: "Cùng một người, đối chiếu sổ hộ khẩu", ...body } });
const figures = async (on: Day = day) => {
  const { sql, clock, engine, units } = server.register;
  await foldPending(sql, clock);
  const unitId = units.last("13450", Number.MAX_SAFE_INTEGER)?.unitId ?? 0;
  const { eligible, collected } = (await readFigures(sql, engine, [unitId], on)).get(unitId) ?? {};
  return [eligible, collected];
};
const code = (answer: { json: () => unknown }) => (answer.json() as { code: string }).code;

describe("pairs to judge", () => {
  it("come likeliest first, to those in charge of one record at least", async () => {
    const { total, pairs } = await query(province);
    expect([total, pairs.map((pair) => pair.probability)]).toEqual([2, [expect.closeTo(0.97), expect.closeTo(0.2)]]);
    expect(pairs[0]).toMatchObject({
      state: "open",
      explanation: { steps: [{ comparison: "name" }] },
      person: { unitName: "Xã Liêm Phong" },
    });
    expect((await query(province, { unit: "13408" })).total).toBe(0);
    expect((await query(province, { unit: "13450" })).total).toBe(2);
  });

  it("are not for those who may not adjudicate, and reads of them are logged", async () => {
    expect((await (await server.as("demo-commune"))("POST", "/api/v1/duplicates/query", { body: {} })).status).toBe(403);
    const [row] = await server.register
      .sql`SELECT count(*)::int AS n FROM ledger.read WHERE view = 'duplicates' AND person_id = ${ids.far}`;
    expect(row?.["n"]).toBeGreaterThan(0);
  });

  it("across a border are decided by the level above", async () => {
    expect(code(await merge({ survivorId: ids.other, absorbedId: ids.far }))).toBe("outside-territory");
    const body = { actId: newId(), personId: ids.other, otherId: ids.far, decision: "different", note: "Khác họ tên, khác ngày sinh" };
    expect(code(await province("POST", "/api/v1/duplicates/judgements", { body }))).toBe("outside-territory");
    expect((await (await server.as("demo-centre"))("POST", "/api/v1/duplicates/judgements", { body })).status).toBe(200);
    expect((await query(province)).total).toBe(1);
    await recordPairs(
      server.register.sql,
      [{ ids: [ids.far, ids.other], probability: 0.6, explanation: null }],
      "search",
      "2023-05-01T00:00:00Z",
    );
    expect((await query(province)).total).toBe(1);
  });
});

describe("merging", () => {
  it("counts the person once, moves what was reached to the survivor, and leads the number there", async () => {
    expect(await figures()).toEqual([3, 1]);
    const mergeId = newId();
    for (let turn = 0; turn < 2; turn += 1)
      expect((await merge({ mergeId, survivorId: ids.one, absorbedId: ids.again })).json()).toEqual({ mergeId });
    expect(await figures()).toEqual([2, 1]);
    expect(await figures(toDay("2023-04-21"))).toEqual([3, 1]);
    const pair = (await province("GET", `/api/v1/duplicates/${ids.again}/${ids.one}`)).json() as Pair;
    expect(pair).toMatchObject({ state: "same", mergeId, survivorId: ids.one, judgedBy: "demo-province" });
    expect((await verifyProgress(server.register.sql, server.register.engine)).differences).toEqual([]);
  });

  it("refuses what cannot be merged, by name", async () => {
    expect(code(await merge({ survivorId: ids.one, absorbedId: ids.one }))).toBe("same-record");
    expect(code(await merge({ survivorId: ids.other, absorbedId: ids.again }))).toBe("already-merged");
    expect(code(await merge({ survivorId: ids.again, absorbedId: ids.other }))).toBe("survivor-merged");
    expect(code(await merge({ survivorId: ids.other, absorbedId: ids.one }))).toBe("has-absorbed");
    const judged = { actId: newId(), personId: ids.one, otherId: ids.again, decision: "different", note: "thử" };
    expect(code(await province("POST", "/api/v1/duplicates/judgements", { body: judged }))).toBe("pair-merged");
  });

  it("gives the survivor what is reported about the merged number later, and an old file changes nothing", async () => {
    await importFile("acts", "again.csv", `${acts}${newId()},dossier.approved,2023-04-10T08:00:00+07:00,${again},13450,cb-1\n`);
    const rows = await server.register.sql`SELECT kind, subject_id FROM ledger.act WHERE kind LIKE 'dossier.%' ORDER BY kind`;
    expect(rows.map((row) => [String(row["kind"]), String(row["subject_id"])])).toEqual([
      ["dossier.approved", ids.one],
      ["dossier.collected", ids.again],
    ]);
  });

  it("is undone to the state as if it had not been", async () => {
    const { mergeId } = (await province("GET", `/api/v1/duplicates/${ids.one}/${ids.again}`)).json() as Pair;
    const undo = (id: string | null) =>
      province("POST", `/api/v1/duplicates/merges/${id}/undo`, { body: { actId: newId(), note: "Hai chị em sinh đôi" } });
    expect((await undo(mergeId)).status).toBe(200);
    expect(await figures()).toEqual([3, 1]);
    expect(code(await undo(mergeId))).toBe("not-merged");
    expect((await query(province, { state: "open" })).pairs).toMatchObject([
      { mergeId: null, survivorId: null, note: "Hai chị em sinh đôi" },
    ]);
    expect((await verifyProgress(server.register.sql, server.register.engine)).differences).toEqual([]);
  });

  it("is undone to what was decided before, and leaves no pair where nobody had noted one", async () => {
    const states = async (a: string, b: string) =>
      (
        await server.register.sql`SELECT state, note FROM population.pair WHERE least(person_id, other_id) = least(${a}::uuid, ${b}::uuid)
          AND greatest(person_id, other_id) = greatest(${a}::uuid, ${b}::uuid)`
      ).map((row) => [String(row["state"]), String(row["note"])]);
    const there = async (a: string, b: string) => {
      const mergeId = newId();
      expect((await merge({ mergeId, survivorId: a, absorbedId: b })).status).toBe(200);
      const undone = await province("POST", `/api/v1/duplicates/merges/${mergeId}/undo`, { body: { actId: newId(), note: "Gộp nhầm" } });
      expect(undone.status).toBe(200);
      return states(a, b);
    };
    expect(await there(ids.other, ids.one)).toEqual([]);
    const judged = { actId: newId(), personId: ids.other, otherId: ids.one, decision: "different", note: "Khác giới tính" };
    expect((await province("POST", "/api/v1/duplicates/judgements", { body: judged })).status).toBe(200);
    expect(await there(ids.other, ids.one)).toEqual([["different", "Khác giới tính"]]);
    expect(code(await province("POST", "/api/v1/duplicates/judgements", { body: { ...judged, otherId: ids.again } }))).toBe("act-differs");
    expect(await states(ids.other, ids.again)).toEqual([]);
  });

  it("leaves one record on which events and corrections are recorded, and to which both numbers lead", async () => {
    const mergeId = newId();
    expect((await merge({ mergeId, survivorId: ids.one, absorbedId: ids.again })).status).toBe(200);
    const commune = await server.as("demo-commune");
    const death = { actId: newId(), event: "death", on: "2023-04-10", evidence: "giấy chứng tử", facts: {} };
    expect(code(await commune("POST", `/api/v1/people/${ids.again}/events`, { body: death }))).toBe("record-merged");
    const change = { correctionId: newId(), form: "DC02", evidence: "sổ", changes: [{ field: "religion", from: null, to: "Phật giáo" }] };
    expect(code(await commune("POST", `/api/v1/people/${ids.again}/corrections`, { body: change }))).toBe("record-merged");
    const marriage = { actId: newId(), event: "marriage", on: "2023-04-10", evidence: "giấy", facts: { spousePin: again } };
    expect((await commune("POST", `/api/v1/people/${ids.other}/events`, { body: marriage })).status).toBe(200);
    const spouses = await server.register.sql`SELECT person_id, spouse_pin FROM population.person WHERE spouse_pin IS NOT NULL`;
    expect(new Map(spouses.map((row) => [row["person_id"], row["spouse_pin"]]))).toEqual(
      new Map([
        [ids.other, one],
        [ids.one, other],
      ]),
    );
    await province("POST", `/api/v1/duplicates/merges/${mergeId}/undo`, { body: { actId: newId(), note: "Thử" } });
  });

  it("lets one of two officers win who merge the same records both ways at once", async () => {
    const answers = await Promise.all([
      merge({ survivorId: ids.one, absorbedId: ids.again }),
      merge({ survivorId: ids.again, absorbedId: ids.one }),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(await figures()).toEqual([2, 1]);
  });
});
