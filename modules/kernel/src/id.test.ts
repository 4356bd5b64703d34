import { expect, it } from "vitest";
import { isId, newId } from "./id.ts";
import { clockAt } from "./clock.ts";

it("makes ids of version 7, all different, in order", () => {
  // more than the random bytes that are drawn at once
  const ids = Array.from({ length: 5000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  for (const id of ids) if (!isId(id) || !/^.{14}7.{4}[89ab]/.test(id)) expect.fail(id);
  expect(new Set(ids.map((id) => id.slice(-12))).size).toBe(ids.length);
});

it.each([
  "",
  "0190-",
  "01890F5E-7B2C-7CC3-98C4-DC0C0C07398F",
  "01890f5e7b2c7cc398c4dc0c0c07398f",
  "{01890f5e-7b2c-7cc3-98c4-dc0c0c07398f}",
  "01890f5e-7b2c-7cc3-98c4-dc0c0c07398f\n",
])("takes %j for no id", (text) => {
  expect(isId(text)).toBe(false);
});

it("says which day it is in Vietnam", () => {
  expect(clockAt(() => Date.parse("2023-04-06T16:59:59Z")).today()).toBe("2023-04-06");
  expect(clockAt(() => Date.parse("2023-04-06T17:00:00Z")).today()).toBe("2023-04-07");
});
