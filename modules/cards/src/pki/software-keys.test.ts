import { createPrivateKey, createPublicKey, verify } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { assert, nat, property, uint8Array } from "fast-check";
import { afterAll, expect, it } from "vitest";
import { signatureOfRaw } from "./algorithm.ts";
import { openSoftwareKeys } from "./software-keys.ts";
import { codeOf, openssl, testFolder, valueOf } from "./test-pki.ts";

const folder = testFolder(afterAll);
const passphrase = "một cụm mật khẩu dài";

it.each(["P-256", "P-384"] as const)("keeps %s keys that OpenSSL opens with the passphrase", async (algorithm) => {
  const dir = join(folder, algorithm);
  const keys = valueOf(openSoftwareKeys(dir, passphrase));
  const made = await keys.generate("signer-01", algorithm);
  const path = join(dir, "signer-01.pem");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(dir).mode & 0o777).toBe(0o700);
  expect(openssl("asn1parse", "-in", path)).toMatch(/:PBES2[^]*:scrypt[^]*:4000[^]*:aes-256-cbc/);
  const opened = openssl("pkey", "-in", path, "-passin", `pass:${passphrase}`, "-pubout");
  expect(opened).toContain(
    createPublicKey({ key: made.publicKey, format: "der", type: "spki" }).export({ type: "spki", format: "pem" }).toString(),
  );
  expect(openssl("pkey", "-in", path, "-passin", "pass:wrong", "-noout")).toMatch(/^1 /);
});

it("signs alike after it was closed and opened", async () => {
  const dir = join(folder, "again");
  const first = valueOf(openSoftwareKeys(dir, passphrase));
  const made = await first.generate("signer-01", "P-256");
  await first.close();
  const keys = valueOf(openSoftwareKeys(dir, passphrase));
  expect(await keys.list()).toEqual([made]);
  const { der } = await keys.sign("signer-01", Buffer.from("data"));
  expect(verify("sha256", Buffer.from("data"), { key: made.publicKey, format: "der", type: "spki" }, der)).toBe(true);
  await keys.destroy("signer-01");
  expect(await keys.find("signer-01")).toBeUndefined();
  await expect(keys.sign("signer-01", Buffer.from("data"))).rejects.toThrow(/ENOENT/);
});

it("refuses a wrong passphrase by name, and none for encrypted keys", async () => {
  const dir = join(folder, "wrong");
  await valueOf(openSoftwareKeys(dir, passphrase)).generate("csca-01", "P-256");
  expect(codeOf(openSoftwareKeys(dir, "another"))).toBe("wrong-passphrase");
  expect(codeOf(openSoftwareKeys(dir, null))).toBe("wrong-passphrase");
});

it("writes keys in the open only when told, and then wants no passphrase", async () => {
  const dir = join(folder, "open");
  await valueOf(openSoftwareKeys(dir, null)).generate("csca-01", "P-256");
  expect(() => createPrivateKey(readFileSync(join(dir, "csca-01.pem")))).not.toThrow();
  expect(codeOf(openSoftwareKeys(dir, passphrase))).toBe("wrong-passphrase");
});

it("never replaces a key", async () => {
  const dir = join(folder, "twice");
  const keys = valueOf(openSoftwareKeys(dir, null));
  const tries = await Promise.allSettled([keys.generate("csca-01", "P-256"), keys.generate("csca-01", "P-256")]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(readdirSync(dir)).toEqual(["csca-01.pem"]);
});

it("writes r and s as DER integers of the fewest bytes", () => {
  const integer = (bytes: Buffer) => BigInt(`0x${bytes.toString("hex") || "0"}`);
  assert(
    property(uint8Array({ minLength: 64, maxLength: 64 }), nat(31), (bytes, zeros) => {
      const raw = Buffer.from(bytes).fill(0, 0, zeros);
      const { der } = signatureOfRaw(raw);
      expect(der[1]).toBe(der.length - 2);
      const rLength = der[3]!;
      const r = der.subarray(4, 4 + rLength);
      const s = der.subarray(6 + rLength);
      expect([integer(r), integer(s)]).toEqual([integer(raw.subarray(0, 32)), integer(raw.subarray(32))]);
      for (const part of [r, s]) {
        expect(part[0]! < 0x80).toBe(true);
        expect(part.length === 1 || part[0] !== 0 || part[1]! >= 0x80).toBe(true);
      }
    }),
  );
});
