import { expect, it } from "vitest";
import { type BirthDraft, emptyBirth, factsToCompare, readBirth } from "./birth-draft.ts";

const id = "01890000-0000-7000-8000-000000000001";
const whole: BirthDraft = {
  ...{ ...emptyBirth, fullName: " Nguyễn Văn Thử ", birthDate: "20/4/2023", sex: "male", province: "035", evidence: "Giấy số 1" },
  ...{ mother: { pin: "035192000002", name: "Trần Thị Thử" }, householdId: "H1" },
};
const read = (more: Partial<BirthDraft>) => readBirth({ ...whole, ...more }, id, "13450");

it.each([
  [{ fullName: " " }, "birthNameMissing"],
  [{ birthDate: "4/2023" }, "birthDateMissing"],
  [{ birthDate: "31/2/2023" }, "birthDateMissing"],
  [{ sex: undefined }, "birthSexMissing"],
  [{ province: "35" }, "birthProvinceMissing"],
  [{ evidence: "" }, "birthEvidenceMissing"],
  [{ householdId: "H".repeat(41) }, "birthMalformed"],
] as const)("asks for what is missing: %o", (more, missing) => {
  expect(read(more as Partial<BirthDraft>)).toEqual({ missing });
});

it("reads the day as it is written here, and compares what another record may hold", () => {
  const done = read({});
  expect(done).toMatchObject({ request: { birthDate: "2023-04-20", fullName: "Nguyễn Văn Thử", motherPin: "035192000002" } });
  if (!("request" in done)) throw new Error("refused");
  expect(factsToCompare(done.request)).toEqual({
    ...{ fullName: "Nguyễn Văn Thử", birthDate: "2023-04-20", sex: "male", permanentUnit: "13450" },
    ...{ motherPin: "035192000002", householdId: "H1" },
  });
});
