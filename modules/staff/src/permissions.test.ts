import type { Actor } from "@dinhdanh/kernel";
import { describe, expect, it } from "vitest";
import { actions, may, officerRoles, permissions, type Role, roleNames, scopeLevels } from "./contract.ts";

/** Written out a second time on purpose: a change of who may do what must be made twice. */
const expected: Record<Role, string> = {
  //                 figures people import export exclude collect approve adjudicate administer audit produce hand-out numbers areas events propose decide mend assign
  system:
    "          yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes",
  "commune-officer":
    "yes     yes     no     yes     yes     yes     no     no     no     no     no     yes     no     no     yes     yes     no     yes     no",
  "commune-chief":
    "  yes     yes     no     yes     yes     no     no     no     no     no     no     no     no     no     yes     yes     yes     yes     yes",
  "team-leader":
    "   yes     yes     no     yes     yes     yes     no     no     no     no     no     yes     no     no     no     yes     no     no     no",
  commander:
    "       yes     yes     no     yes     yes     no     yes     yes     no     no     no     no     no     no     no     no     no     yes     yes",
  centre:
    "          yes     yes     yes     yes     yes     no     yes     yes     no     no     yes     no     yes     no     no     no     no     yes     no",
  auditor:
    "         yes     no     no     no     no     no     no     no     no     yes     no     no     no     no     no     no     no     no     no",
  administrator:
    "   yes     no     no     no     no     no     no     no     yes     no     no     no     no     yes     no     no     no     no     no",
};

describe.each(Object.entries(expected))("%s", (role, line) => {
  const answers = line.trim().split(/\s+/);
  it.each(actions.map((action, index) => [action, answers[index]]))("%s: %s", (action, answer) => {
    expect(may({ role: role as Role }, action)).toBe(answer === "yes");
  });
});

it("names every role, and gives every officer's role levels of scope", () => {
  expect(Object.keys(permissions)).toEqual(["system", ...officerRoles]);
  for (const role of officerRoles) {
    expect(roleNames[role].vi).not.toBe("");
    expect(scopeLevels[role].length).toBeGreaterThan(0);
  }
});

it.each(["toString", "", "root"])("lets the unknown role %j do nothing", (role) => {
  expect(actions.filter((action) => may({ role: role as Actor["role"] }, action))).toEqual([]);
});
