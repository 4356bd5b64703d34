import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "dinhdanh-pki-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const main = fileURLToPath(new URL("../main.ts", import.meta.url));

type Ran = { code: number | null; out: string; err: string };

/** `dinhdanh pki …`, with nobody at the terminal. */
const pki = (args: string[], environment: Record<string, string> = {}): Promise<Ran> =>
  new Promise((done) => {
    const { DINHDANH_PKI_PASSPHRASE: _, ...inherited } = process.env;
    const child = spawn(process.execPath, [main, "pki", ...args], {
      env: { ...inherited, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (text) => (out += String(text)));
    child.stderr.on("data", (text) => (err += String(text)));
    child.on("close", (code) => done({ code, out, err }));
  });
const json = ({ out }: Ran) => JSON.parse(out) as Record<string, never>;
const openssl = (...args: string[]) => spawnSync("openssl", args, { encoding: "utf8" }).stdout;

it("goes through a PKI's life", { timeout: 240_000 }, async () => {
  const dir = join(folder, "life");
  const secret = { DINHDANH_PKI_PASSPHRASE: "four words are enough" };
  const made = await pki(["init", "--dir", dir, "--operator", "Operator One", "--operator", "Operator Two", "--json"], secret);
  expect(made).toMatchObject({ code: 0, err: "" });
  expect(json(made)).toMatchObject({ dir, protection: "passphrase", passphraseKept: false, csca: { path: "csca/01.pem" } });
  const again = await pki(["init", "--dir", dir], secret);
  expect(again).toMatchObject({ code: 2, out: "", err: expect.stringContaining("This folder holds a PKI already") });

  expect(json(await pki(["issue-signer", "--dir", dir, "--json"], secret))).toMatchObject({
    role: "signer",
    number: 1,
    path: "signers/01.pem",
  });
  expect(json(await pki(["crl", "--dir", dir, "--json"], secret))).toMatchObject({ number: 1, revoked: 0 });
  expect(openssl("verify", "-crl_check", "-CAfile", `${dir}/csca.pem`, "-CRLfile", `${dir}/crl.pem`, `${dir}/signers/01.pem`)).toContain(
    "OK",
  );

  const wrong = await pki(["crl", "--dir", dir], { DINHDANH_PKI_PASSPHRASE: "another" });
  expect(wrong).toMatchObject({ code: 2, out: "", err: expect.stringContaining("The passphrase does not open the keys") });
  const none = await pki(["crl", "--dir", dir]);
  expect(none).toMatchObject({ code: 2, out: "", err: expect.stringContaining("A passphrase is needed") });

  const revoked = await pki(["revoke-signer", "--dir", dir, "--signer", "1", "--reason", "keyCompromise", "--json"], secret);
  expect(json(revoked)).toMatchObject({ revocation: { reason: "keyCompromise" }, crl: { number: 2, revoked: 1 } });
  expect(json(await pki(["rotate-csca", "--dir", dir, "--json"], secret))).toMatchObject({ csca: { number: 2 }, link: { role: "link" } });
  expect(json(await pki(["master-list", "--dir", dir, "--json"], secret))).toMatchObject({ path: "master-list.ml", certificates: 3 });
  expect(json(await pki(["destroy-key", "--dir", dir, "--signer", "1", "--json"], secret))).toMatchObject({ path: "signers/01.pem" });
  expect((await pki(["destroy-key", "--dir", dir, "--csca", "2"], secret)).err).toContain("The key is still needed");
  expect(json(await pki(["show", "--dir", dir, "--json"]))).toMatchObject({
    crl: { number: 3 },
    due: [{ act: "issue-signer", overdue: true }, {}, {}],
    transcript: { number: 7 },
  });

  const proof = await pki(["transcript", "--dir", dir, "--json"]);
  expect(proof.code).toBe(0);
  expect(json(proof)).toMatchObject({ genuine: true, records: [{ operators: ["Operator One", "Operator Two"] }, {}, {}, {}, {}, {}, {}] });
  const first = join(dir, "transcript", "0001.json");
  const text = readFileSync(first, "utf8");
  expect(text).not.toContain(secret.DINHDANH_PKI_PASSPHRASE);
  writeFileSync(first, text.replace("Operator One", "Operator Six"));
  const altered = await pki(["transcript", "--dir", dir]);
  expect(altered).toMatchObject({ code: 1, out: expect.stringContaining("NOT genuine") });
  expect(await pki(["issue-signer", "--dir", dir], secret)).toMatchObject({ code: 2, err: expect.stringContaining("(record: 1)") });
});

it("makes a passphrase where nobody can be asked, and finds it again", { timeout: 120_000 }, async () => {
  const dir = join(folder, "alone");
  const made = await pki(["init", "--dir", dir, "--json"]);
  expect(json(made)).toMatchObject({ protection: "passphrase", passphraseKept: true });
  expect(made.err).toContain("keys/passphrase.txt");
  expect(statSync(join(dir, "keys/passphrase.txt")).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(dir, "keys", readdirSync(join(dir, "keys"))[0]!), "utf8")).toContain("ENCRYPTED PRIVATE KEY");
  expect((await pki(["issue-signer", "--dir", dir])).code).toBe(0);
});

it("writes keys in the open only when told, and says so", { timeout: 120_000 }, async () => {
  const dir = join(folder, "open");
  const made = await pki(["init", "--dir", dir, "--unprotected", "--json"]);
  expect(json(made)).toMatchObject({ protection: "none" });
  expect(made.err).toContain("NOT encrypted");
  expect((await pki(["issue-signer", "--dir", dir])).code).toBe(0);
});

it("takes names and periods from a file, and refuses what does not fit", { timeout: 120_000 }, async () => {
  const settings = join(folder, "settings.json");
  const dir = join(folder, "named");
  writeFileSync(settings, JSON.stringify({ country: "UT", issuingState: "UTO", cscaName: "CSCA Utopia", cscaAlgorithm: "P-256" }));
  expect((await pki(["init", "--dir", dir, "--settings", settings, "--unprotected"])).code).toBe(0);
  expect(openssl("x509", "-in", `${dir}/csca.pem`, "-noout", "-subject")).toContain("C = UT, O = Dinh Danh SPECIMEN, CN = CSCA Utopia");
  writeFileSync(settings, JSON.stringify({ cscaKeyYears: 50 }));
  const refused = await pki(["init", "--dir", join(folder, "refused"), "--settings", settings]);
  expect(refused).toMatchObject({ code: 2, out: "", err: expect.stringContaining("setting: cscaKeyYears") });
  expect(existsSync(join(folder, "refused"))).toBe(false);
  const lost = await pki(["init", "--dir", join(folder, "refused"), "--settings", join(folder, "nowhere.json")]);
  expect(lost.err).toContain("The settings file cannot be read");
  expect((await pki(["show", "--dir", join(folder, "refused")])).err).toContain("run pki init first");
});

it("wants the store that the keys are in, and its PIN", { timeout: 120_000 }, async () => {
  const dir = join(folder, "open");
  expect((await pki(["crl", "--dir", dir, "--pkcs11", "/nowhere.so"])).err).toContain("kept elsewhere");
  const hardware = ["init", "--dir", join(folder, "hardware"), "--pkcs11", "/nowhere.so"];
  expect((await pki(hardware)).err).toContain("set DINHDANH_PKI_PIN");
  expect((await pki(hardware, { DINHDANH_PKI_PIN: "1" })).err).toContain("The PKCS#11 module cannot be loaded");
});
