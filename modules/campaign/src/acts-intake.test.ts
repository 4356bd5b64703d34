import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId, systemActor } from "@dinhdanh/kernel";
import { actsOf, runIntake } from "@dinhdanh/ledger";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { actsIntake } from "./acts-intake.ts";
import { actFields, actRejections } from "./read-act.ts";
import { type CampaignRegister, campaignRegister, id, registered } from "./test-campaign-register.ts";

let register: CampaignRegister;
let folder: string;
const pin = (n: number) => `03520300000${n}`;

/** Three people of Liêm Phong; the third has no number. */
beforeAll(async () => {
  register = await campaignRegister();
  folder = mkdtempSync(join(tmpdir(), "dinhdanh-acts-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await register.close();
});
beforeEach(async () => {
  const { sql } = register;
  await register.empty();
  await sql`TRUNCATE population.number, ledger.intake, ledger.intake_chunk, ledger.intake_reject`;
  for (const n of [1, 2, 3]) {
    await register.record(registered(n, { unit: "13450", born: "1990-05-05" }));
    await sql`
      INSERT INTO population.person (person_id, full_name, search_key, sex, residence_status, digest, intake_id)
      VALUES (${id(n)}, 'Nguyễn Văn Thử', 'nguyen van thu', 'male', 'present', '', ${id(0)})`;
    if (n < 3) await sql`INSERT INTO population.number VALUES (${pin(n)}, ${id(n)})`;
  }
});

type Cells = Partial<Record<(typeof actFields)[number]["name"], string>>;
let files = 0;

/** Imports rows; what a row leaves out is a dossier collected from person 1. */
async function load(rows: readonly Cells[], format: "csv" | "ndjson" = "csv") {
  const names = actFields.map((field) => field.name);
  const full = rows.map((row): Cells => ({
    actId: newId(),
    kind: "dossier.collected",
    occurredAt: "2023-04-06T20:40:00+07:00",
    pin: pin(1),
    ...row,
  }));
  const line = (row: Cells) => (format === "ndjson" ? JSON.stringify(row) : names.map((name) => `"${row[name] ?? ""}"`).join(","));
  const path = join(folder, `${(files += 1)}.${format}`);
  writeFileSync(path, [...(format === "csv" ? [names.join(",")] : []), ...full.map(line), ""].join("\n"));
  const kind = actsIntake({ ledger: register.ledger, units: register.units });
  const again = () => runIntake(kind, { sql: register.sql, clock: register.clock, actor: systemActor, path });
  const { rejectsFile, ...report } = await again();
  const rejects = await register.sql`SELECT row_no, field, reason FROM ledger.intake_reject ORDER BY row_no`;
  return { report, rejectsFile, rejects: rejects.map((row) => [row["field"], row["reason"]] as [string, string]), again, rows: full };
}

const counts = (accepted: number, rejected = 0, unchanged = 0) => ({
  read: accepted + rejected + unchanged,
  accepted,
  acceptedWithFindings: 0,
  rejected,
  unchanged,
});
const about = async (n: number) => (await actsOf(register.sql, id(n))).filter((one) => one.kind !== "person.registered");
const moving = { kind: "person.moved", fromUnit: "13450", toUnit: "00001" };
const excluded = { kind: "campaign.excluded", reason: "abroad", evidence: "CV-12" };

/** As docs/file-formats.md lists them. */
const kinds = [
  ...["dossier.collected", "dossier.approved", "card.printed", "card.handed-over", "eid.requested", "eid.approved", "eid.activated"],
  ...["archive.digitised", "campaign.excluded", "campaign.exclusion-ended", "person.moved", "person.died"],
];

/** Every row that is refused, with the column and the reason. */
const refusals: [Cells, string, string][] = [
  [{ actId: "" }, "actId", "act-id-malformed"],
  [{ actId: "12" }, "actId", "act-id-malformed"],
  [{ kind: "" }, "kind", "kind-unknown"],
  [{ kind: "person.registered" }, "kind", "kind-unknown"],
  [{ kind: "dossier.Collected" }, "kind", "kind-unknown"],
  [{ occurredAt: "" }, "occurredAt", "time-malformed"],
  [{ occurredAt: "2023-04-06" }, "occurredAt", "time-malformed"],
  [{ occurredAt: "2023-04-06T20:40:00" }, "occurredAt", "time-malformed"],
  [{ occurredAt: "2023-02-29T20:40:00+07:00" }, "occurredAt", "time-malformed"],
  [{ occurredAt: "2023-04-06T24:00:00+07:00" }, "occurredAt", "time-malformed"],
  [{ occurredAt: "2023-04-06T20:60:00+07:00" }, "occurredAt", "time-malformed"],
  [{ occurredAt: "2023-04-06T20:40:00+23:00" }, "occurredAt", "time-malformed"],
  [{ occurredAt: "0000-04-06T20:40:00+07:00" }, "occurredAt", "time-malformed"],
  [{ occurredAt: "0001-01-01T00:00:00+07:00" }, "occurredAt", "time-malformed"],
  [{ occurredAt: "2023-06-01T08:00:01+07:00" }, "occurredAt", "time-in-future"],
  [{ occurredAt: "9999-12-31T23:59:59Z" }, "occurredAt", "time-in-future"],
  [{ pin: "" }, "personId", "person-missing"],
  [{ pin: "", personId: "1" }, "personId", "person-id-malformed"],
  [{ pin: "035203999999" }, "pin", "person-unknown"],
  [{ pin: "x" }, "pin", "person-unknown"],
  [{ pin: "", personId: id(9) }, "personId", "person-unknown"],
  [{ personId: id(9) }, "personId", "person-unknown"],
  [{ personId: id(2) }, "pin", "person-conflict"],
  [{ personId: id(3) }, "pin", "person-conflict"],
  [{ unit: "1345" }, "unit", "unit-malformed"],
  [{ unit: "Liêm Phong" }, "unit", "unit-malformed"],
  [{ officer: "x".repeat(41) }, "officer", "code-too-long"],
  [{ team: "x".repeat(41) }, "team", "code-too-long"],
  [{ device: "x".repeat(41) }, "device", "code-too-long"],
  [{ ...excluded, reason: "" }, "reason", "reason-unknown"],
  [{ ...excluded, reason: "holiday" }, "reason", "reason-unknown"],
  [{ ...excluded, reason: "constructor" }, "reason", "reason-unknown"],
  [{ ...excluded, evidence: "" }, "evidence", "evidence-missing"],
  [{ ...moving, fromUnit: "" }, "fromUnit", "unit-unknown"],
  [{ ...moving, toUnit: "99999" }, "toUnit", "unit-unknown"],
  [{ ...moving, toUnit: "351" }, "toUnit", "unit-unknown"],
];

it("refuses each row with its column and reason, and lets the others in", async () => {
  const { report, rejects, rejectsFile } = await load([...refusals.map(([row]) => row), {}]);
  expect(report).toEqual(counts(1, refusals.length));
  expect(rejects).toEqual(refusals.map(([, field, reason]) => [field, reason]));
  expect(new Set(rejects.map(([, reason]) => reason))).toEqual(new Set(Object.keys(actRejections)));
  const lines = readFileSync(rejectsFile ?? "", "utf8")
    .trimEnd()
    .split("\r\n");
  expect(lines.length).toBe(refusals.length + 1);
  expect(lines[1]).toContain(actRejections["act-id-malformed"]?.vi);
  expect((await about(1)).length).toBe(1);
});

it("refuses a commune of 2023 as the goal of a move in 2025, and the other way round", async () => {
  register.clock.set("2026-01-01T00:00:00+07:00");
  const at = "2025-07-02T08:00:00+07:00";
  const { rejects } = await load([
    { ...moving, occurredAt: at },
    { ...moving, occurredAt: at, fromUnit: "13456" },
    { ...moving, fromUnit: "13450" },
  ]);
  expect(rejects).toEqual([["fromUnit", "unit-unknown"]]);
});

describe("an act", () => {
  it("is about the person of the number, of the id, or of both", async () => {
    const rows = [{}, { pin: "", personId: id(1) }, { personId: id(1).toUpperCase() }, { pin: "", personId: id(3) }, { pin: pin(2) }];
    expect((await load(rows)).report).toEqual(counts(5));
    expect([(await about(1)).length, (await about(2)).length, (await about(3)).length]).toEqual([3, 1, 1]);
  });

  it("keeps what was reported", async () => {
    const given = { unit: "35", officer: "CB-1", team: "T-1", device: "K-1", occurredAt: "2023-04-06T20:40:00.5Z" };
    const { rows } = await load([{ ...given, ...excluded, evidence: "=CV-12" }]);
    const payload = { reason: "abroad", evidence: "=CV-12" };
    expect(await about(1)).toMatchObject([
      { ...given, actId: rows[0]?.actId, kind: "campaign.excluded", occurredAt: "2023-04-06T20:40:00.500Z", payload },
    ]);
  });

  it.each(kinds)("of kind %s is taken in, by CSV and by NDJSON", async (kind) => {
    const row = { kind, reason: "abroad", evidence: "CV-1", fromUnit: "13450", toUnit: "00001" };
    expect([(await load([row])).report, (await load([row], "ndjson")).report]).toEqual([counts(1), counts(1)]);
  });
});

describe("what is known already", () => {
  it("changes nothing: the same file, the same rows in another file, a row twice", async () => {
    const { again, rows } = await load([{}, moving, { actId: "x" }]);
    const before = await register.sql`SELECT * FROM progress.pending`;
    expect(await again()).toMatchObject(counts(0, 1, 2));
    expect((await load(rows.slice(0, 2).toReversed(), "ndjson")).report).toEqual(counts(0, 0, 2));
    expect(await register.sql`SELECT * FROM progress.pending`).toEqual(before);
    const actId = newId();
    expect((await load([{ actId }, { actId: actId.toUpperCase() }, { actId, occurredAt: "2021-01-01T00:00:00Z" }])).report).toEqual(
      counts(1, 0, 2),
    );
    expect((await about(1)).map((one) => one.occurredAt)).not.toContain("2021-01-01T00:00:00Z");
  });

  it("counts in the figures once", async () => {
    const { again } = await load([{}, {}, { pin: pin(2), occurredAt: "2023-04-07T01:00:00+07:00" }]);
    await again();
    await register.fold();
    const day = async (on: string) => (await register.cover("13450", on)).done;
    expect([await day("2023-04-05"), await day("2023-04-06"), await day("2023-04-07")]).toEqual([0, 1, 2]);
  });
});
