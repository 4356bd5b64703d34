import { systemActor } from "@dinhdanh/kernel";
import { actsOf } from "@dinhdanh/ledger";
import { unitSubjectId } from "@dinhdanh/territory";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openCampaign } from "./open-campaign.ts";
import { startView } from "./start.ts";
import { campaigns } from "./store/campaigns.ts";
import { act, campaignOf, type CampaignRegister, campaignRegister, registered } from "./test-campaign-register.ts";

let register: CampaignRegister;
beforeAll(async () => {
  register = await campaignRegister();
});
afterAll(() => register.close());
beforeEach(() => register.empty());

const open = (given: unknown) => openCampaign(register, systemActor, given);
const opened = async () => (await actsOf(register.sql, unitSubjectId("35", "1976-01-01"))).filter((one) => one.kind === "campaign.opened");

describe("opening a campaign", () => {
  const commitments = [
    { unit: "35", on: "2023-04-30" },
    { unit: "13450", on: "2023-04-15" },
  ];

  it("keeps what was given, and says so in an act about the unit", async () => {
    const given = {
      ...campaignOf({
        directiveOn: "2023-06-30",
        emulationOn: "2023-05-19",
        frozenOn: "2023-01-01",
        basis: "present",
        programme: "eid",
        simulated: true,
        commitments,
      }),
    };
    expect(await open(given)).toEqual({ ok: true, value: given });
    expect(await campaigns(register.sql)).toEqual([{ ...given, commitments: commitments.toReversed() }]);
    expect(await opened()).toMatchObject([{ unit: "35", officer: "system", payload: given }]);
  });

  it("changes nothing when the same is said again, in any order", async () => {
    await open(campaignOf({ commitments }));
    expect(await open({ ...campaignOf({ commitments: commitments.toReversed() }), simulated: false, frozenOn: null })).toMatchObject({
      ok: true,
    });
    expect((await opened()).length).toBe(1);
  });

  it("changes the campaign of the same key, and only that", async () => {
    await open(campaignOf({ commitments }));
    await open(campaignOf({ key: "other" }));
    await open(campaignOf({ commitments: [{ unit: "13450", on: "2023-04-20" }], basis: "present" }));
    expect(await campaigns(register.sql)).toMatchObject([
      { key: "other", basis: "permanent", commitments: [] },
      { key: "thu", basis: "present", commitments: [{ unit: "13450", on: "2023-04-20" }] },
    ]);
    expect((await opened()).length).toBe(3);
  });

  it.each<[string, Record<string, unknown>, string, Record<string, string>]>([
    ["a key with capitals", { key: "Thu" }, "malformed", { field: "key" }],
    ["a day that does not exist", { startsOn: "2023-02-30" }, "malformed", { field: "startsOn" }],
    ["a basis that is not known", { basis: "frozen" }, "malformed", { field: "basis" }],
    ["a unit's code with letters", { commitments: [{ unit: "x", on: "2023-04-15" }] }, "malformed", { field: "commitments.0.unit" }],
    [
      "two commitments of one unit",
      { commitments: [commitments[0], { unit: "35", on: "2023-05-01" }] },
      "malformed",
      { field: "commitments" },
    ],
    ["a unit that is not there", { unit: "99" }, "unit-not-found", { unit: "99" }],
    ["a unit that is gone by then", { unit: "35", startsOn: "2025-07-01" }, "unit-not-found", { unit: "35" }],
    [
      "a commitment of a unit that is not there",
      { commitments: [{ unit: "99999", on: "2023-04-15" }] },
      "unit-not-found",
      { unit: "99999" },
    ],
  ])("refuses %s and writes nothing", async (_, more, code, details) => {
    expect(await open(campaignOf(more))).toEqual({ ok: false, refusal: { code, retryable: false, details } });
    expect([await campaigns(register.sql), await opened()]).toEqual([[], []]);
  });

  it.each([null, "campaign", [], {}])("refuses %o", async (given) => {
    expect(await open(given)).toMatchObject({ ok: false, refusal: { code: "malformed" } });
  });
});

describe("what the console opens on", () => {
  const commander = { code: "CB-1", role: "commander", scope: "351" } as const;

  it("is the country today, when there is nothing", async () => {
    const nothing = { campaign: null, unit: "00", asOf: "2023-06-01", firstDay: "2023-05-02", lastDay: "2023-06-01", campaigns: [] };
    expect(await startView(register, systemActor)).toEqual(nothing);
  });

  it("is the latest campaign on the last day of collecting; an officer's own unit first", async () => {
    await register.open({ key: "first", unit: "42", startsOn: "2021-01-01" });
    await register.open({ key: "second", unit: "35", startsOn: "2023-01-01" });
    const people = [registered(1, { unit: "13450", born: "1990" }), registered(2, { unit: "13450", born: "2009-07-01" })];
    await register.record(...people, act("dossier.collected", 1, "2023-04-20"), act("dossier.collected", 2, "2023-04-21"));
    await register.fold();
    const view = await startView(register, systemActor);
    expect(view).toMatchObject({
      campaign: { key: "second" },
      unit: "35",
      asOf: "2023-04-20",
      firstDay: "2023-01-01",
      lastDay: "2023-04-20",
    });
    expect(view.campaigns.map((one) => one.key)).toEqual(["second", "first"]);
    expect((await startView(register, commander)).unit).toBe("351");
  });

  it("has no first day after its last, when the campaign is yet to begin", async () => {
    await register.open({ startsOn: "2023-09-01" });
    expect(await startView(register, systemActor)).toMatchObject({ asOf: "2023-06-01", firstDay: "2023-06-01", lastDay: "2023-06-01" });
  });
});
