import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { dossierQuerySchema, type DossierQuery } from "./contract.ts";
import { queryDossiers } from "./query-dossiers.ts";
import { readBacklog } from "./read-backlog.ts";
import {
  accepted,
  act,
  auditor,
  centre,
  checked,
  collector,
  commander,
  decideChanges,
  drafted,
  type DossierRegister,
  dossierRegister,
  happen,
  neighbour,
  otherProvince,
} from "./test-dossier-register.ts";

let register: DossierRegister;
let dossiers: { clean: string; flagged: string; draft: string; submitted: string };
beforeAll(async () => {
  register = await dossierRegister();
  await register.empty();
  await Promise.all([register.register(1), register.register(2, { pin: "035390000002" }), register.register(3), register.register(4)]);
  dossiers = {
    ...{ clean: await checked(register, 1), flagged: await checked(register, 2) },
    ...{ draft: await drafted(register, 3), submitted: await drafted(register, 4) },
  };
  await happen(register, collector, dossiers.submitted, "submit");
});
afterAll(() => register.close());
beforeEach(() => register.clock.set("2023-06-01T08:00:00+07:00"));

const query = async (by: typeof collector, more: Partial<DossierQuery> = {}) =>
  queryDossiers(register.deps, by, dossierQuerySchema.parse({ purpose: "campaign", ...more }));
const found = async (by: typeof collector, more: Partial<DossierQuery> = {}) => {
  const { dossiers: rows } = accepted(await query(by, more));
  return rows.map((row) => Object.entries(dossiers).find(([, dossierId]) => dossierId === row.dossierId)?.[0] ?? "?").toSorted();
};

it("lists by state, unit, cause and lateness", async () => {
  expect(await found(commander)).toEqual(["clean", "draft", "flagged", "submitted"]);
  expect(await found(commander, { states: ["clean", "draft"] })).toEqual(["clean", "draft"]);
  expect(await found(commander, { cause: "papers-conflict" })).toEqual(["flagged"]);
  expect(await found(commander, { cause: "swapped-person" })).toEqual([]);
  expect(await found(centre, { unit: "13450", manualReview: false })).toHaveLength(4);
  expect(await found(centre, { unit: "00", manualReview: true })).toEqual([]);
  expect(await found(commander, { overdue: true })).toEqual([]);
  register.clock.set("2023-06-06T08:00:00+07:00");
  expect(await found(commander, { overdue: true })).toEqual(["flagged", "submitted"]);
  register.clock.set("2023-06-26T08:00:00+07:00");
  expect(await found(commander, { overdue: true })).toEqual(["clean", "flagged", "submitted"]);
});

it("pages, those due first, with the total", async () => {
  register.clock.set("2023-06-06T08:00:00+07:00");
  const page = accepted(await query(commander, { offset: 1, limit: 1 }));
  expect(page.total).toBe(4);
  expect(page.dossiers).toHaveLength(1);
  const all = accepted(await query(commander)).dossiers;
  expect(all[0]).toMatchObject({ fullName: "Nguyễn Văn Thử", unitName: "Xã Liêm Phong", overdue: true, dueOn: "2023-06-22" });
  expect(page.dossiers[0]?.dossierId).toBe(all[1]?.dossierId);
});

it("shows nobody outside the territory, and notes who was shown", async () => {
  expect(await found(neighbour)).toEqual([]);
  expect(await found(otherProvince)).toEqual([]);
  expect(await query(neighbour, { unit: "13450" })).toMatchObject({ refusal: { code: "outside-territory" } });
  expect(await query(centre, { unit: "99999" })).toMatchObject({ refusal: { code: "unit-not-found" } });
  expect(await query(auditor)).toMatchObject({ refusal: { code: "not-permitted" } });
  await register.sql`TRUNCATE ledger.read`;
  await query(commander, { purpose: "verify", states: ["clean", "draft"] });
  expect([...(await register.sql`SELECT officer, purpose, view FROM ledger.read`)]).toEqual(
    Array.from({ length: 2 }, () => ({ officer: commander.code, purpose: "verify", view: "dossier-list" })),
  );
});

it("counts what waits in each stage, how long, and until when at a rate", async () => {
  const backlog = accepted(await readBacklog(register.deps, { unit: "35" }));
  const stage = (key: string) => backlog.stages.find((one) => one.stage === key);
  expect(stage("local")).toMatchObject({ waiting: 2, overdue: 0, ratePerDay: 0.1, workingDaysUntilGone: 20 });
  expect(stage("centre")).toMatchObject({ waiting: 1, ratePerDay: 0, workingDaysUntilGone: null });
  expect(stage("shipping")).toMatchObject({ waiting: 0, oldestSince: null, workingDaysUntilGone: 0 });
  expect(backlog.units).toEqual([{ unit: "13450", unitName: "Xã Liêm Phong", waiting: { local: 2, centre: 1 }, overdue: 0 }]);
  const capable = accepted(await readBacklog(register.deps, { unit: "35", capacityPerDay: 0.5 }));
  expect(capable.stages.map((one) => one.workingDaysUntilGone)).toEqual([4, 2, 0, 0]);
  expect(await readBacklog(register.deps, { unit: "99999" })).toMatchObject({ refusal: { code: "unit-not-found" } });
  // nothing of the last ten working days any more
  register.clock.set("2023-06-19T08:00:00+07:00");
  expect(accepted(await readBacklog(register.deps, { unit: "35" })).stages[0]).toMatchObject({ ratePerDay: 0, overdue: 2 });
});

it("counts a card that was printed as gone from the centre", async () => {
  await happen(register, centre, dossiers.clean, "approve");
  await register.record(act("card.printed", 1, "2023-06-01T08:00:00+07:00", { dossierId: dossiers.clean }));
  const { stages } = accepted(await readBacklog(register.deps, { unit: "13450" }));
  expect(stages.map(({ waiting, ratePerDay }) => [waiting, ratePerDay])).toEqual([[2, 0.1], [0, 0.1], [1, 0], [0, 0]]); // prettier-ignore
});

it("marks what nobody can approve as it lies, and why", async () => {
  const change = { field: "ethnicity", from: null, to: "Tày", evidence: "Giấy khai sinh", form: "DC02" } as const;
  await Promise.all([register.register(5), register.register(6)]);
  const declaring = await checked(register, 5, { steps: { changes: { changes: [change] } } });
  const held = await checked(register, 6);
  await happen(register, commander, held, "hold");
  const marks = async () => {
    const { dossiers: rows } = accepted(await query(commander, { states: ["clean", "on-hold"] }));
    return new Map(rows.map(({ dossierId, hold, onHoldFor }) => [dossierId, [hold, onHoldFor === null ? null : "words"]]));
  };
  expect(await marks()).toEqual(
    new Map([[dossiers.submitted, [null, null]], [declaring, ["changes-waiting", null]], [held, [null, "words"]]]), // prettier-ignore
  );
  await decideChanges(register, "refuse");
  expect((await marks()).get(declaring)).toEqual(["changes-refused", null]);
});
