import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { haNamFigures, type HaNamFigures } from "./ha-nam-figures.ts";
import { simulateProvince } from "./index.ts";
import { recount, type Counted } from "./recount.ts";
import { communesOfProvince } from "./territory-tree.ts";

/** A fiftieth of the province: shares hold as they do at full size, which check-ha-nam.ts checks by hand. */
const ELIGIBLE = 15_086;
const scaled = (n: number): number => Math.round((n * ELIGIBLE) / 754_277);

describe("Hà Nam 2023", () => {
  let out = "";
  let people: Map<string, Counted>;
  let figures: HaNamFigures;
  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), "ha-nam-"));
    await simulateProvince({ province: "35", eligible: ELIGIBLE, on: "2023-04-22", seed: 1, out });
    people = await recount(out);
    figures = haNamFigures(people, new Set(communesOfProvince("35").map((commune) => commune.code)));
  }, 60_000);
  afterAll(() => rm(out, { recursive: true, force: true }));

  it("HN-1, HN-3: is complete with every commune on 22 April, not on the day before", () => {
    expect(figures.province.get("2023-04-22")).toEqual({ eligible: ELIGIBLE, collected: ELIGIBLE });
    expect(figures.complete.get("2023-04-22")).toHaveLength(109);
    expect(figures.complete.get("2023-04-21")!.length).toBeLessThan(109);
  });

  it("HN-4 to HN-6: three communes are complete from 9 March, and only they until April", () => {
    for (const day of ["2023-03-09", "2023-03-20", "2023-03-31"]) expect(figures.complete.get(day)).toEqual(["13309", "13408", "13450"]);
    expect(figures.communes.get("2023-03-31")!.get("13450")).toEqual({ eligible: scaled(4376), collected: scaled(4376) });
    expect(figures.communes.get("2023-03-31")!.get("13408")).toEqual({ eligible: scaled(5345), collected: scaled(5345) });
  });

  it("keeps a complete commune complete", () => {
    expect(figures.relapsed).toEqual([]);
  });

  it("HN-7, HN-8: about 97 % on 31 March, and all who are born 2004-2008", () => {
    const { eligible, collected } = figures.province.get("2023-03-31")!;
    // The one person whom each commune keeps for its last day weighs more in a small province.
    expect(collected / eligible).toBeGreaterThan(0.96);
    expect(collected / eligible).toBeLessThan(0.975);
    expect(figures.pupils.collected).toBe(figures.pupils.eligible);
    expect(figures.pupils.eligible).toBeGreaterThan(ELIGIBLE / 20);
  });

  it("HN-9 to HN-11: cards, electronic identities and the archive", () => {
    const share = new Map([...figures.reached].map(([kind, reached]) => [kind, reached / ELIGIBLE]));
    expect(share.get("card.printed")).toBeGreaterThan(0.9956);
    expect(share.get("card.handed-over")).toBeGreaterThan(0.9944);
    expect(share.get("eid.activated")).toBeCloseTo(403 / 754.277, 1);
    expect(share.get("archive.digitised")).toBe(1);
  });

  it("HN-12: eleven teams meet those who live elsewhere", () => {
    expect(figures.expedition).toMatchObject({ dossiers: scaled(1032), teams: 11, otherActs: 0, atHome: 0 });
  });

  it("excludes some, with evidence, and loses none of them", () => {
    const excluded = [...people.values()].filter((person) => person.days.has("campaign.excluded"));
    expect(excluded.length).toBeGreaterThan(0);
    for (const person of excluded) {
      const act = person.acts.find((a) => a["kind"] === "campaign.excluded")!;
      expect(act["evidence"]).toMatch(/^BB-\d{5}-\d{3}$/);
      expect(act["reason"]).not.toBe("");
      expect(person.days.get("campaign.excluded")! < "2023-04-01" && person.days.has("dossier.collected")).toBe(true);
    }
  });
});
