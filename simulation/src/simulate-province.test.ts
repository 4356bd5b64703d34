import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { simulateProvince, type SimulationRequest, type Summary } from "./index.ts";
import { eligibleAt, figuresAt, recount, type Counted } from "./recount.ts";
import { communesOfProvince } from "./territory-tree.ts";

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "simulation-"));
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

function run(request: Omit<SimulationRequest, "out">, folder: string): Promise<Summary> {
  return simulateProvince({ ...request, out: join(root, folder) });
}

const read = (folder: string, file: string): Promise<string> => readFile(join(root, folder, file), "utf8");

describe.each([
  { province: "35", eligible: 5000, on: "2023-04-22", seed: 1 },
  { province: "35", eligible: 4000, on: "2023-05-31", seed: 7 },
  { province: "42", eligible: 6000, on: "2023-05-10", seed: 3 },
  { province: "79", eligible: 9000, on: "2023-06-29", seed: 2 },
])("province $province, $eligible eligible on $on", (request) => {
  const folder = `${request.province}-${request.on}`;
  const communes = new Set(communesOfProvince(request.province).map((commune) => commune.code));
  let people: Counted[] = [];
  let summary: Summary;
  beforeAll(async () => {
    summary = await run(request, folder);
    people = [...(await recount(join(root, folder))).values()];
  });

  it("has exactly the eligible that were asked for, all collected on the day and not the day before", () => {
    const at = (day: string) => [...figuresAt(people, day)].filter(([unit]) => communes.has(unit)).map(([, figure]) => figure);
    const total = (day: string, of: "eligible" | "collected") => at(day).reduce((sum, figure) => sum + figure[of], 0);
    expect(total(request.on, "eligible")).toBe(request.eligible);
    expect(total(request.on, "collected")).toBe(request.eligible);
    expect(at(request.on)).toHaveLength(communes.size);
    const eve = request.on.replace(/\d\d$/, (day) => String(Number(day) - 1).padStart(2, "0"));
    expect(total(eve, "collected")).toBeLessThan(total(eve, "eligible"));
  });

  it("has people of all ages, and the rejected rows that it announces", () => {
    expect(people).toHaveLength(summary.people - summary.faultyRows);
    const share = request.eligible / people.filter((p) => p.diedOn > request.on && communes.has(p.row["permanentUnit"]!)).length;
    expect(share).toBeGreaterThan(0.755);
    expect(share).toBeLessThan(0.8);
    expect(new Set(people.map((p) => p.row["pin"])).size).toBe(people.length);
    expect(people.every((p) => p.row["fullName"] === p.row["fullName"]!.normalize("NFC"))).toBe(true);
  });

  it("lets nothing happen before its cause, after a death or after the end", () => {
    const order = [
      ["dossier.collected", "dossier.approved", "card.printed", "card.handed-over"],
      ["dossier.collected", "eid.requested", "eid.approved", "eid.activated"],
      ["campaign.excluded", "campaign.exclusion-ended", "dossier.collected"],
    ];
    for (const person of people) {
      const times = new Map(person.acts.map((act) => [act["kind"], act["occurredAt"]!]));
      for (const line of order) {
        const known = line.flatMap((kind) => times.get(kind) ?? []);
        expect(known).toEqual(known.toSorted());
      }
      expect((person.days.get("dossier.collected") ?? "9999") >= person.eligibleFrom).toBe(true);
      for (const act of person.acts) {
        const day = act["occurredAt"]!.slice(0, 10);
        expect(day <= request.on && (day < person.diedOn || act["kind"] === "person.died")).toBe(true);
      }
    }
  });

  it("numbers persons by row and acts by time", () => {
    const ids = people.map((p) => p.row["personId"]!);
    expect(ids).toEqual(ids.toSorted());
    const actIds = people.flatMap((p) => p.acts.map((act) => act["actId"]!));
    expect(actIds).toEqual(actIds.toSorted());
    expect(new Set(actIds).size).toBe(summary.acts);
    expect(ids.every((id) => /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(id))).toBe(true);
    expect(actIds.every((id) => /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(id))).toBe(true);
    expect(new Set(ids.map((id) => id.slice(-2))).size).toBe(256);
  });

  it("digitises the archive of everyone eligible", () => {
    const missing = people.filter((p) => communes.has(eligibleAt(p, request.on) ?? "") && !p.days.has("archive.digitised"));
    expect(missing).toEqual([]);
  });
});

describe("the same seed", () => {
  const request = { province: "35", eligible: 2500, on: "2023-04-22", seed: 5 };

  it("gives the same bytes, in one go or in two parts", async () => {
    await run(request, "once");
    await run({ ...request, part: "roll" }, "parts");
    expect(await readdir(join(root, "parts"))).toEqual(["campaign.json", "roll.csv"]);
    await run({ ...request, part: "acts" }, "parts");
    for (const file of ["roll.csv", "acts.csv", "campaign.json"]) expect(await read("parts", file)).toBe(await read("once", file));
    await run({ ...request, seed: 6 }, "other");
    expect(await read("other", "roll.csv")).not.toBe(await read("once", "roll.csv"));
  });

  it("enters some children twice, under another number, in another commune, and nobody else", async () => {
    const { secondEntries, people, faultyRows } = await run({ ...request, eligible: 60_000 }, "twice");
    const rows = [...(await recount(join(root, "twice"))).values()];
    expect([secondEntries, rows.length]).toEqual([3, people - faultyRows]);
    expect(new Set(rows.map((p) => p.row["pin"])).size).toBe(rows.length);
    const others = rows.slice(0, -secondEntries);
    for (const { row: twice, acts, eligibleFrom } of rows.slice(-secondEntries)) {
      const first = others.filter(
        ({ row }) => row["motherPin"] === twice["motherPin"] && row["birthDate"]?.slice(0, 4) === twice["birthDate"]?.slice(0, 4),
      );
      expect(first.map(({ row }) => row["sex"])).toEqual([twice["sex"]]);
      expect(first[0]?.row["permanentUnit"]).not.toBe(twice["permanentUnit"]);
      expect([acts.length, eligibleFrom > "2028"]).toEqual([0, true]);
    }
  });

  it("reports progress up to the whole, the roll before the acts", async () => {
    const reports: string[] = [];
    await simulateProvince({
      ...request,
      out: join(root, "progress"),
      onProgress: (done, total, what) => reports.push(`${what} ${done}/${total}`),
    });
    expect(reports.at(-1)).toBe("acts 2500/2500");
    expect(reports.indexOf("roll 2500/2500")).toBeLessThan(reports.findIndex((report) => report.startsWith("acts")));
  });

  it("writes a campaign with a commitment for every unit", async () => {
    const campaign: unknown = JSON.parse(await read("once", "campaign.json"));
    expect(campaign).toMatchObject({
      key: "ha-nam-2023",
      programme: "card",
      basis: "permanent",
      unit: "35",
      startsOn: "2021-02-25",
      directiveOn: "2023-06-29",
      simulated: true,
    });
    const { commitments } = campaign as { commitments: { unit: string; on: string }[] };
    expect(commitments).toHaveLength(1 + 6 + 109);
    expect(commitments[0]).toEqual({ unit: "35", on: "2023-04-30" });
  });

  it("refuses what it cannot simulate", async () => {
    await expect(run({ ...request, province: "03" }, "x")).rejects.toThrow("unknown province");
    await expect(run({ ...request, eligible: 100 }, "x")).rejects.toThrow("at least 1090");
    await expect(run({ ...request, on: "2023-02-30" }, "x")).rejects.toThrow("no such day");
  });
});
