import { expect, it } from "vitest";
import { assertNoPersonalData } from "./personal-data.ts";

const fixtures = { names: ["Nguyễn Thị Hoa"], pins: ["035185000123"] };

it.each([
  ["a name", 'person "Nguyễn Thị Hoa" not found'],
  ["a name in capitals", "NGUYỄN THỊ HOA"],
  ["a name of combining marks", "Nguyễn Thị Hoa".normalize("NFD")],
  ["a name in ASCII JSON", String.raw`{"name":"Nguy\u1ec5n Th\u1ecb Hoa"}`],
  ["a pin", "GET /people/035185000123"],
  ["a pin in groups", "035 185 000 123"],
])("finds %s", (_, text) => {
  expect(() => assertNoPersonalData(text, fixtures)).toThrow(/^personal data in the text: fixture (name|pin) #0$/);
});

it("lets other text through", () => {
  assertNoPersonalData("Nguyễn Thị Hoà, 035185000124, 2023-04-06T08:00:00.123Z", fixtures);
});

it("refuses to check against nothing", () => {
  expect(() => assertNoPersonalData("anything", {})).toThrow("no fixtures given");
});
