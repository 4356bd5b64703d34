import { newId } from "@dinhdanh/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { endExclusion, excludePerson } from "./exclude-person.ts";
import { personView } from "./person-view.ts";
import { act, asOf, hanoi, home, id, officer, peopleRegister, type PeopleRegister } from "./test-people-register.ts";

let register: PeopleRegister;

beforeAll(async () => {
  register = await peopleRegister();
  await register.importRoll([
    { n: 1, fullName: "Nguyễn Văn An" },
    { n: 2, fullName: "Trần Thị Vợ", sex: "female" },
    { n: 3, fullName: "Lê Văn Lại" },
  ]);
  await register.record([act("dossier.collected", 2, "2022-03-01")]);
});
afterAll(() => register.close());

const exclusion = { reason: "abroad", evidence: "Đơn của gia đình ngày 1/6/2023" } as const;
const actsOf = async (n: number) => {
  const seen = await personView(register, officer(home), id(n), { day: asOf, purpose: "campaign" });
  return seen.ok ? seen.value.acts.map(({ kind }) => kind).filter((kind) => kind.startsWith("campaign.")) : [];
};

it("leaves a person out once, however often it is sent, and takes them back", async () => {
  const request = { actId: newId(), ...exclusion };
  for (let time = 0; time < 2; time += 1) expect(await excludePerson(register, officer(home), id(1), request)).toMatchObject({ ok: true });
  expect(await actsOf(1)).toEqual(["campaign.excluded"]);
  const back = { actId: newId(), evidence: "Đã về nước" };
  for (let time = 0; time < 2; time += 1)
    expect(await endExclusion(register, officer(home), id(1), back)).toEqual({ ok: true, value: { actId: back.actId } });
  expect(await endExclusion(register, officer(home), id(1), { ...back, actId: newId() })).toMatchObject({
    refusal: { code: "not-excluded" },
  });
  expect((await actsOf(1)).toSorted()).toEqual(["campaign.excluded", "campaign.exclusion-ended"]);
});

it("leaves out who remains because their dossier was refused", async () => {
  await register.record([
    act("dossier.collected", 3, "2022-03-01", { payload: { dossierId: "a" } }),
    act("dossier.refused", 3, "2022-03-02", { payload: { dossierId: "a" } }),
  ]);
  expect(await excludePerson(register, officer(home), id(3), { actId: newId(), ...exclusion })).toMatchObject({ ok: true });
});

it.each([
  ["a stranger", 9, home, "person-not-found"],
  ["somebody of another territory", 1, hanoi, "outside-territory"],
  ["who has been collected", 2, home, "already-collected"],
])("refuses %s", async (_, n, scope, code) => {
  const outcome = await excludePerson(register, officer(scope), id(n), { actId: newId(), ...exclusion });
  expect(outcome).toMatchObject({ ok: false, refusal: { code } });
});

it("has nothing to end for who is not left out", async () => {
  const outcome = await endExclusion(register, officer(home), id(2), { actId: newId(), evidence: "nhầm" });
  expect(outcome).toMatchObject({ ok: false, refusal: { code: "not-excluded" } });
});
