import { expect, it } from "vitest";
import { assertNoPersonalData } from "@dinhdanh/testkit";
import { loggableError } from "./log.ts";

const fixtures = { names: ["Nguyễn Thị Hoa"], pins: ["001304000017"] };

it.each([
  ['duplicate key value violates unique constraint "number_pkey"', { detail: "Key (pin)=(001304000017) already exists." }],
  ['invalid input syntax for type date: "Nguyễn Thị Hoa"', { parameters: ["Nguyễn Thị Hoa"], query: "SELECT 'Nguyễn Thị Hoa'" }],
  [`Unexpected token 'N', "{ Nguyễn Thị Hoa" is not valid JSON`, {}],
  ["no person 001304000017", {}],
  ["no person 0013 0400 0017", {}],
  ["value (Nguyễn Thị Hoa, 001304000017) is odd", {}],
])("logs of “%s” nothing personal", (message, extra) => {
  const cause = new Error(message);
  const error = Object.assign(new Error(message, { cause }), extra, { code: "23505" });
  const logged = loggableError(error);
  assertNoPersonalData(JSON.stringify(logged), fixtures);
  expect(logged).toMatchObject({ name: "Error", code: "23505", stack: expect.stringContaining("log.test.ts") });
});

it("keeps what tells a programmer where to look", () => {
  expect(loggableError(new TypeError("units.find is not a function"))["message"]).toBe("units.find is not a function");
  expect(loggableError("thrown text Nguyễn Thị Hoa")).toEqual({ name: "string" });
});
