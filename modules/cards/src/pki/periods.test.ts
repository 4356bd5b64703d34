import { verify, X509Certificate } from "node:crypto";
import { join } from "node:path";
import { fixedClock } from "@dinhdanh/testkit";
import type { Day } from "@dinhdanh/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { destroyKey } from "./destroy-key.ts";
import { issueCrl } from "./issue-crl.ts";
import { issueSigner } from "./issue-signer.ts";
import { openSigner } from "./open-signer.ts";
import type { Pki } from "./pki.ts";
import { rotateCsca } from "./rotate-csca.ts";
import { ceremony, codeOf, proofOf, testFolder, testPki, valueOf } from "./test-pki.ts";

const start = "2026-03-01T08:00:00+07:00";
const clock = fixedClock<Day>(start);
const dir = join(testFolder(afterAll), "pki");
let pki: Pki;
beforeAll(async () => {
  pki = await testPki(dir, { clock });
  valueOf(await issueSigner(pki, ceremony));
});

it("signs within the period, and what it signs verifies", async () => {
  const signer = valueOf(await openSigner(pki));
  const data = Buffer.from("security object");
  const { der, raw } = valueOf(await signer.sign(data));
  const { publicKey } = new X509Certificate(signer.certificate);
  expect(verify("sha256", data, publicKey, der)).toBe(true);
  expect(verify("sha256", data, { key: publicKey, dsaEncoding: "ieee-p1363" }, raw)).toBe(true);
});

it("refuses a signer's key before and after its period, also when it is open", async () => {
  const signer = valueOf(await openSigner(pki));
  clock.set("2026-02-28T08:00:00+07:00");
  expect(codeOf(await openSigner(pki, 1))).toBe("signer-key-early");
  clock.set(start);
  clock.advanceMs(90 * 86_400_000 - 1000);
  expect((await signer.sign(Buffer.from("x"))).ok).toBe(true);
  clock.advanceMs(1000);
  expect(codeOf(await signer.sign(Buffer.from("x")))).toBe("signer-key-over");
  expect(codeOf(await openSigner(pki, 1))).toBe("signer-key-over");
  expect(codeOf(await openSigner(pki))).toBe("no-signer");
  expect(valueOf(await issueSigner(pki, ceremony)).number).toBe(2);
  expect(valueOf(await openSigner(pki)).entry.number).toBe(2);
});

it("refuses the CSCA key before and after its period", async () => {
  clock.set("2026-02-01T08:00:00+07:00");
  expect(codeOf(await issueSigner(pki, ceremony))).toBe("csca-key-early");
  clock.set("2031-02-28T08:00:00+07:00");
  expect((await issueSigner(pki, ceremony)).ok).toBe(true);
  clock.set("2031-03-01T08:00:00+07:00");
  const keys = (await pki.keys.list()).length;
  for (const outcome of [await issueSigner(pki, ceremony), await issueCrl(pki, ceremony), await rotateCsca(pki, true, ceremony)])
    expect(codeOf(outcome)).toBe("csca-key-over");
  expect((await pki.keys.list()).length).toBe(keys);
});

it("destroys a key that is over, and no other", async () => {
  const [first, last] = [1, 3].map((number) => ({ role: "signer", number }) as const);
  expect(codeOf(await destroyKey(pki, { role: "csca", number: 1 }, ceremony))).toBe("key-in-use");
  expect(codeOf(await destroyKey(pki, last!, ceremony))).toBe("key-in-use");
  expect(codeOf(await destroyKey(pki, { role: "signer", number: 9 }, ceremony))).toBe("unknown-signer");
  const { keyLabel } = valueOf(await destroyKey(pki, first!, ceremony));
  expect(await pki.keys.find(keyLabel)).toBeUndefined();
  expect(proofOf(pki.dir)).toMatchObject({ genuine: true });
  expect(proofOf(pki.dir).records.at(-1)).toMatchObject({ act: "destroy-key", destroyed: keyLabel });
});

it("starts anew without a link when the old key may not sign", async () => {
  const { csca, link } = valueOf(await rotateCsca(pki, false, ceremony));
  expect(link).toBeNull();
  expect(csca).toMatchObject({ number: 2, role: "csca" });
  expect((await issueSigner(pki, ceremony)).ok).toBe(true);
  expect((await destroyKey(pki, { role: "csca", number: 1 }, ceremony)).ok).toBe(true);
});
