import { spawnSync } from "node:child_process";
import { verify } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { systemClock } from "@dinhdanh/kernel";
import { afterAll, expect, it } from "vitest";
import { issueCrl } from "./issue-crl.ts";
import { issueSigner } from "./issue-signer.ts";
import type { KeyAccess } from "./key-store.ts";
import { openSigner } from "./open-signer.ts";
import { openPkcs11Keys } from "./pkcs11-keys.ts";
import { openPki } from "./pki.ts";
import { rotateCsca } from "./rotate-csca.ts";
import { keyAlgorithms } from "./settings.ts";
import { ceremony, codeOf, openssl, testFolder, testPki, valueOf, proofOf } from "./test-pki.ts";

type Token = KeyAccess & { kind: "pkcs11" };

const folder = testFolder(afterAll);
const softHsm = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so"].find(
  existsSync,
);

/** A token of SoftHSM2 in a folder of its own. SoftHSM2 finds it by the environment when the module is first loaded. */
function newToken(module: string): Token {
  const tokens = join(folder, "tokens");
  mkdirSync(tokens);
  const conf = join(folder, "softhsm2.conf");
  writeFileSync(conf, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  process.env["SOFTHSM2_CONF"] = conf;
  const made = spawnSync("softhsm2-util", ["--init-token", "--free", "--label", "test", "--pin", "123456", "--so-pin", "12345678"], {
    encoding: "utf8",
  });
  const slot = /reassigned to slot (\d+)/.exec(made.stdout)?.[1];
  if (slot === undefined) throw new Error(`softhsm2-util: ${made.stderr}`);
  return { kind: "pkcs11", module, slot: Number(slot), pin: "123456" };
}

it("says that the optional package is not installed, and how to mend it", async () => {
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier === "pkcs11js") throw new Error("not found");
      return next(specifier, context);
    },
  });
  const refused = await openPkcs11Keys({ kind: "pkcs11", module: "any", slot: null, pin: "1" });
  hooks.deregister();
  expect(codeOf(refused)).toBe("pkcs11-not-installed");
});

it("refuses a module that is not there by name", async () => {
  const access: Token = { kind: "pkcs11", module: join(folder, "no-module.so"), slot: null, pin: "1" };
  expect(codeOf(await openPkcs11Keys(access))).toBe("pkcs11-module");
});

/** One, or none where SoftHSM2 is not installed. */
const tokens = softHsm === undefined ? [] : [newToken(softHsm)];

const condition = tokens.length === 0 ? "SoftHSM2 IS NOT INSTALLED HERE: keys in hardware go untested" : "SoftHSM2 is installed";
it.each([condition])("%s", () => {
  expect(spawnSync("softhsm2-util", ["--version"]).error === undefined).toBe(tokens.length === 1);
});

it.each(tokens.flatMap((token) => keyAlgorithms.map((algorithm) => [algorithm, token] as const)))(
  "signs with %s keys that never leave the token",
  async (algorithm, token) => {
    const keys = valueOf(await openPkcs11Keys({ ...token, slot: null }));
    const label = `key-${algorithm.toLowerCase()}`;
    const made = await keys.generate(label, algorithm);
    expect(made).toMatchObject({ label, algorithm });
    const hash = algorithm === "P-256" ? "sha256" : "sha384";
    const data = [1, 2, 3, 4].map((n) => Buffer.from(`data ${n}`));
    const signatures = await Promise.all(data.map((one) => keys.sign(label, one)));
    const key = { key: made.publicKey, format: "der", type: "spki" } as const;
    for (const [index, { der, raw }] of signatures.entries()) {
      expect(verify(hash, data[index]!, key, der)).toBe(true);
      expect(verify(hash, data[index]!, { ...key, dsaEncoding: "ieee-p1363" }, raw)).toBe(true);
    }
    expect(await keys.privateKey(label)).toBeUndefined();
    await expect(keys.generate(label, algorithm)).rejects.toThrow(/already/);
    await keys.close();
    const again = valueOf(await openPkcs11Keys(token));
    expect(await again.find(label)).toEqual(made);
    await again.destroy(label);
    expect(await again.list()).toEqual([]);
    await expect(again.sign(label, Buffer.from("x"))).rejects.toThrow(/no key/);
    await again.close();
  },
);

it.each(tokens)("refuses a wrong PIN and a wrong slot by name", async (token) => {
  expect(codeOf(await openPkcs11Keys({ ...token, pin: "654321" }))).toBe("wrong-pin");
  expect(await openPkcs11Keys({ ...token, slot: 7 })).toMatchObject({
    refusal: { code: "pkcs11-slot", details: { slots: String(token.slot) } },
  });
});

it.each(tokens)("keeps a whole PKI: no private key on the disk, and OpenSSL verifies", async (token) => {
  const dir = join(folder, "pki");
  const pki = await testPki(dir, { access: token });
  valueOf(await issueSigner(pki, ceremony));
  valueOf(await issueCrl(pki, ceremony));
  valueOf(await rotateCsca(pki, true, ceremony));
  expect(existsSync(join(dir, "keys"))).toBe(false);
  expect(openssl("verify", "-CAfile", join(dir, "csca.pem"), join(dir, "signers/01.pem"))).toMatch(/^0 .*OK/);
  expect(openssl("verify", "-CAfile", join(dir, "csca/01.pem"), join(dir, "csca/02-link.pem"))).toMatch(/^0 .*OK/);
  expect(proofOf(dir)).toMatchObject({ genuine: true });
  const signer = valueOf(await openSigner(pki));
  expect((await signer.sign(Buffer.from("security object"))).ok).toBe(true);
  await pki.keys.close();
  expect(codeOf(await openPki(dir, { kind: "software", passphrase: null }, systemClock))).toBe("wrong-key-store");
});
