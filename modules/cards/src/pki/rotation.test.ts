import { join } from "node:path";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { issueCrl } from "./issue-crl.ts";
import { issueSigner } from "./issue-signer.ts";
import type { Pki } from "./pki.ts";
import { revokeSigner } from "./revoke-signer.ts";
import { rotateCsca } from "./rotate-csca.ts";
import { ceremony, openssl, testFolder, testPki, valueOf, proofOf } from "./test-pki.ts";

let pki: Pki;
const dir = join(testFolder(afterAll), "pki");
const at = (path: string) => join(dir, path);
beforeAll(async () => {
  pki = await testPki(dir);
  valueOf(await issueSigner(pki, ceremony));
  valueOf(await issueCrl(pki, ceremony));
  valueOf(await rotateCsca(pki, true, ceremony));
  valueOf(await issueSigner(pki, ceremony));
});

it("links the new key to the old one", () => {
  expect(openssl("verify", "-CAfile", at("csca/01.pem"), at("csca/02-link.pem"))).toMatch(/^0 .*OK/);
  expect(openssl("verify", "-CAfile", at("csca/02.pem"), at("csca/02.pem"))).toMatch(/^0 .*OK/);
});

it("carries trust from the old key to the new signers", () => {
  expect(openssl("verify", "-CAfile", at("csca/01.pem"), "-untrusted", at("csca/02-link.pem"), at("signers/02.pem"))).toMatch(/^0 .*OK/);
  expect(openssl("verify", "-CAfile", at("csca/01.pem"), at("signers/02.pem"))).toMatch(/^2 /);
});

it("keeps both in csca.pem, the newest first, and both signers genuine", () => {
  expect(readFileSync(at("csca.pem"), "utf8")).toBe(readFileSync(at("csca/02.pem"), "utf8") + readFileSync(at("csca/01.pem"), "utf8"));
  for (const signer of ["signers/01.pem", "signers/02.pem"])
    expect(openssl("verify", "-CAfile", at("csca.pem"), at(signer))).toMatch(/^0 .*OK/);
});

it("signs the list with the new key, old signers included", async () => {
  valueOf(await revokeSigner(pki, { number: 1, reason: "superseded" }, ceremony));
  expect(openssl("crl", "-in", at("crl.pem"), "-CAfile", at("csca/02.pem"), "-noout")).toContain("verify OK");
  expect(openssl("crl", "-in", at("crl.pem"), "-noout", "-text")).toContain("X509v3 CRL Number: \n                3");
  const checked = ["verify", "-crl_check", "-CAfile", at("csca.pem"), "-CRLfile", at("crl.pem")];
  expect(openssl(...checked, at("signers/02.pem"))).toMatch(/^0 .*OK/);
  const linked = ["verify", "-crl_check", "-extended_crl", "-CAfile", at("csca/01.pem"), "-untrusted", at("csca/02-link.pem")];
  expect(openssl(...linked, "-CRLfile", at("crl.pem"), at("signers/01.pem"))).toContain("certificate revoked");
});

it("records the rotation under the old key, and goes on under the new", () => {
  const proof = proofOf(dir);
  expect(proof.faults).toEqual([]);
  expect(proof.records.map(({ act }) => act)).toEqual(["init", "issue-signer", "crl", "rotate-csca", "issue-signer", "revoke-signer"]);
});
