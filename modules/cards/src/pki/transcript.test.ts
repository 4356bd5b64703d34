import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "@dinhdanh/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { initPki } from "./init-pki.ts";
import { issueCrl } from "./issue-crl.ts";
import { issueSigner } from "./issue-signer.ts";
import { openSigner } from "./open-signer.ts";
import { openPki, readPki } from "./pki.ts";
import type { TranscriptRecord } from "./records.ts";
import { pkiSettingsSchema } from "./settings.ts";
import { hashOf } from "./transcript.ts";
import { ceremony, codeOf, open, testFolder, testPki, valueOf, proofOf } from "./test-pki.ts";

const folder = testFolder(afterAll);
const whole = join(folder, "whole");
beforeAll(async () => {
  const pki = await testPki(whole);
  valueOf(await issueSigner(pki, ceremony));
  valueOf(await issueCrl(pki, ceremony));
});

let copies = 0;
/** A copy to harm. */
function copy(harm: (dir: string) => void): string {
  const dir = join(folder, `copy-${(copies += 1)}`);
  cpSync(whole, dir, { recursive: true });
  harm(dir);
  return dir;
}
const rewrite = (path: string, from: RegExp, to: string) => {
  const text = readFileSync(path, "utf8");
  expect(text).toMatch(from);
  writeFileSync(path, text.replace(from, to));
};

it("says who did what, and names every file by its hash", () => {
  const proof = proofOf(whole);
  expect(proof).toMatchObject({ genuine: true, faults: [] });
  expect(proof.records.map(({ number, act, operators, command }) => [number, act, operators, command])).toEqual(
    ["init", "issue-signer", "crl"].map((act, index) => [index + 1, act, ceremony.operators, ceremony.command]),
  );
  const named = proof.records.flatMap(({ files }) => files.map(({ path }) => path)).sort();
  const present = ["", "csca", "keys", "signers"].flatMap((at) =>
    readdirSync(join(whole, at))
      .map((name) => join(at, name))
      .filter((path) => statSync(join(whole, path)).isFile()),
  );
  expect(named).toEqual(present.sort());
  expect(proof.head).toBe(proof.records.at(-1)?.hash);
});

const record = (dir: string, number: number) => join(dir, "transcript", `000${number}.json`);

it.each<[string, number, (dir: string) => void]>([
  ["another operator", 1, (dir) => rewrite(record(dir, 1), /Operator One/, "Operator Six")],
  ["another time", 2, (dir) => rewrite(record(dir, 2), /"at": "2/, '"at": "3')],
  ["a record cut short", 3, (dir) => rewrite(record(dir, 3), /[^]{200}$/, "")],
  ["a record that is gone from the middle", 2, (dir) => rmSync(record(dir, 2))],
  ["the first record gone", 1, (dir) => rmSync(record(dir, 1))],
  ["a record of another PKI's making", 4, (dir) => cpSync(record(dir, 3), record(dir, 4))],
  ["another signature", 3, (dir) => rewrite(record(dir, 3), /"signature": "MG/, '"signature": "MH')],
  ["a foreign file among the records", 4, (dir) => writeFileSync(join(dir, "transcript", "note.txt"), "")],
])("detects %s", async (_, at, harm) => {
  const dir = copy(harm);
  expect(proofOf(dir)).toMatchObject({
    genuine: false,
    faults: [`record ${at} is missing, or not as it was written`, ...anything(dir)],
  });
  expect(await readPki(dir)).toEqual({ ok: false, refusal: { code: "transcript-altered", retryable: false, details: { record: at } } });
  expect(codeOf(await openPki(dir, open, systemClock))).toBe("transcript-altered");
});
/** Files of the records that are not read any more count as unnamed. */
const anything = (dir: string) => proofOf(dir).faults.slice(1) ?? [];

it("detects a chain written anew without the CSCA's key", () => {
  const dir = copy((at) => {
    const last = JSON.parse(readFileSync(record(at, 3), "utf8")) as TranscriptRecord;
    last.operators = ["Somebody Else"];
    last.hash = hashOf(last);
    writeFileSync(record(at, 3), JSON.stringify(last));
  });
  expect(proofOf(dir).faults[0]).toContain("record 3");
});

it("detects a last record that was taken away, by the file that it named", () => {
  const dir = copy((at) => rmSync(record(at, 3)));
  expect(proofOf(dir)).toMatchObject({ genuine: false, faults: ["crl.pem is named by no record"] });
});

it("detects a changed or foreign file", async () => {
  const dir = copy((at) => {
    writeFileSync(join(at, "signers/01.pem"), readFileSync(join(at, "csca.pem")));
    writeFileSync(join(at, "signers/07.pem"), "foreign");
  });
  expect(proofOf(dir).faults).toEqual(["signers/01.pem is altered", "signers/07.pem is named by no record"]);
  expect(await readPki(dir)).toMatchObject({ refusal: { code: "file-altered", details: { file: "signers/01.pem" } } });
});

it("writes again what is missing", async () => {
  const dir = copy((at) => rmSync(join(at, "csca.pem")));
  expect(proofOf(dir).faults).toEqual(["csca.pem is missing"]);
  expect((await readPki(dir)).ok).toBe(true);
  expect(proofOf(dir).genuine).toBe(true);
});

it("keeps a key that a record names, also when its certificate could not be written", async () => {
  const dir = copy((at) => mkdirSync(join(at, "signers/02.pem")));
  const pki = valueOf(await openPki(dir, open, systemClock));
  await expect(issueSigner(pki, ceremony)).rejects.toThrow(/EISDIR/);
  rmSync(join(dir, "signers/02.pem"), { recursive: true });
  const again = valueOf(await openPki(dir, open, systemClock));
  expect(valueOf(await openSigner(again)).entry.number).toBe(2);
  expect(proofOf(dir).genuine).toBe(true);
});

const init = (dir: string) =>
  initPki({ dir, settings: pkiSettingsSchema.parse({}), access: open, keepPassphrase: false }, ceremony, systemClock);

it("is made once", async () => {
  const before = readdirSync(join(whole, "keys"));
  expect(codeOf(await init(whole))).toBe("pki-exists");
  expect(readdirSync(join(whole, "keys"))).toEqual(before);
  mkdirSync(join(folder, "empty"));
  expect(codeOf(await init(join(folder, "empty")))).toBe("accepted");
  expect(codeOf(await init(join(folder)))).toBe("folder-not-empty");
  expect(codeOf(await readPki(join(folder, "nowhere")))).toBe("no-pki");
});

it("lets one of two makers have the folder, and one of two commands the next record", async () => {
  const dir = join(folder, "raced");
  const makers = await Promise.all([init(dir), init(dir)]);
  expect(makers.map(codeOf).sort()).toEqual(["accepted", "folder-not-empty"]);
  expect(readdirSync(folder).filter((name) => name.includes(".draft"))).toEqual([]);
  const two = await Promise.all([openPki(dir, open, systemClock), openPki(dir, open, systemClock)]);
  const signers = await Promise.all(two.map((opened) => issueSigner(valueOf(opened), ceremony)));
  expect(signers.map(codeOf).sort()).toEqual(["accepted", "pki-busy"]);
  expect(readdirSync(join(dir, "keys"))).toHaveLength(2);
  expect(proofOf(dir).genuine).toBe(true);
});

it("refuses a missing key and a wrong store by name", async () => {
  const dir = copy((at) => rmSync(join(at, "keys"), { recursive: true }));
  expect(codeOf(await openPki(dir, open, systemClock))).toBe("key-missing");
  expect(codeOf(await openPki(whole, { kind: "pkcs11", module: "none", slot: null, pin: "1" }, systemClock))).toBe("wrong-key-store");
  expect(codeOf(await openPki(whole, { kind: "software", passphrase: "x" }, systemClock))).toBe("wrong-passphrase");
});
