import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readTrustList, verifyMasterList } from "@dinhdanh/icao9303";
import { clockAt, systemClock } from "@dinhdanh/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { issueMasterList } from "./master-list.ts";
import type { Pki } from "./pki.ts";
import { rotateCsca } from "./rotate-csca.ts";
import { ceremony, openssl, proofOf, testFolder, testPki, valueOf } from "./test-pki.ts";

let pki: Pki;
const dir = join(testFolder(afterAll), "pki");
beforeAll(async () => {
  pki = await testPki(dir);
});
const at = (path: string) => join(dir, path);

/** As a relying party reads it that trusts `csca.pem`. */
function verdict() {
  const trust = readTrustList({ csca: [readFileSync(at("csca.pem"))] });
  if (!trust.ok) throw new Error("no trust list");
  return verifyMasterList(readFileSync(at("master-list.ml")), trust.value, new Date(systemClock.nowMs()));
}

it("signs the CSCA's certificate with a key made for it", async () => {
  const made = valueOf(await issueMasterList(pki, ceremony));
  expect(made).toMatchObject({ path: "master-list.ml", certificates: 1, signer: { role: "master-list-signer", number: 1 } });
  expect(openssl("x509", "-in", at("signers/master-list-01.pem"), "-noout", "-text").replaceAll(/\s+/g, " ")).toMatch(
    /Extended Key Usage: critical 2\.23\.136\.1\.1\.3/,
  );
  expect(verdict()).toMatchObject({ verdict: "genuine" });
  const cms = ["cms", "-verify", "-inform", "DER", "-in", at("master-list.ml"), "-CAfile", at("csca.pem"), "-purpose", "any", "-noout"];
  expect(openssl(...cms)).toContain("CMS Verification successful");
});

it("signs again with the same key, and with a new one after a rotation", async () => {
  expect(valueOf(await issueMasterList(pki, ceremony)).signer.number).toBe(1);
  valueOf(await rotateCsca(pki, true, ceremony));
  expect(valueOf(await issueMasterList(pki, ceremony))).toMatchObject({ certificates: 3, signer: { number: 2 } });
  const read = verdict();
  expect(read.verdict === "genuine" ? read.certificates.length : read.verdict).toBe(3);
  expect(proofOf(dir)).toMatchObject({ genuine: true });
});

it("makes a new key when the period of the last is over", async () => {
  const later = { ...pki, clock: clockAt(() => systemClock.nowMs() + 91 * 86_400_000) };
  expect(valueOf(await issueMasterList(later, ceremony)).signer.number).toBe(3);
  expect(existsSync(at("signers/master-list-03.pem"))).toBe(true);
});

it("is told from an altered list", () => {
  const bytes = readFileSync(at("master-list.ml"));
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(at("master-list.ml"), bytes);
  expect(verdict().verdict).not.toBe("genuine");
  expect(proofOf(dir).faults).toEqual(["master-list.ml is altered"]);
});
