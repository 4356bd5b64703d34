import { join } from "node:path";
import type { Day } from "@dinhdanh/kernel";
import { fixedClock } from "@dinhdanh/testkit";
import { expect, it, onTestFinished } from "vitest";
import { dueOf } from "./due.ts";
import { issueCrl } from "./issue-crl.ts";
import { issueSigner } from "./issue-signer.ts";
import { revokeSigner } from "./revoke-signer.ts";
import { ceremony, testFolder, testPki, valueOf } from "./test-pki.ts";

it("says what is due, the most urgent first", async () => {
  const clock = fixedClock<Day>("2026-03-01T00:00:00Z");
  const pki = await testPki(join(testFolder(onTestFinished), "pki"), { clock });
  const due = () => dueOf(pki.state, clock).map(({ act, by, overdue }) => `${act} ${by.slice(0, 10)}${overdue ? " overdue" : ""}`);
  expect(due()).toEqual(["issue-signer 2026-03-01 overdue", "crl 2026-03-01 overdue", "rotate-csca 2031-03-01"]);
  valueOf(await issueSigner(pki, ceremony));
  clock.advanceDays(10);
  valueOf(await issueCrl(pki, ceremony));
  expect(due()).toEqual(["issue-signer 2026-05-30", "crl 2026-06-09", "rotate-csca 2031-03-01"]);
  clock.advanceDays(85);
  expect(due()).toEqual(["issue-signer 2026-05-30 overdue", "crl 2026-06-09", "rotate-csca 2031-03-01"]);
  valueOf(await revokeSigner(pki, { number: 1, reason: "superseded" }, ceremony));
  expect(due()).toEqual(["issue-signer 2026-03-01 overdue", "crl 2026-09-02", "rotate-csca 2031-03-01"]);
});
