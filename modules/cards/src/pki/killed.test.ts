import { spawn } from "node:child_process";
import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { systemClock } from "@dinhdanh/kernel";
import { afterAll, expect, it } from "vitest";
import { issueCrl } from "./issue-crl.ts";
import { issueSigner } from "./issue-signer.ts";
import { openPki } from "./pki.ts";
import { ofRole } from "./state.ts";
import { ceremony, open, openssl, testFolder, testPki, valueOf, proofOf } from "./test-pki.ts";

const folder = testFolder(afterAll);
const script = fileURLToPath(new URL("test-killed.ts", import.meta.url));

/** @returns whether it was killed; otherwise it came to its end */
const run = (act: "init" | "rotate", dir: string, step: number): Promise<boolean> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [script, act, dir, String(step)], { stdio: ["ignore", "ignore", "inherit"] });
    child.on("exit", (code, signal) => (code === 0 || signal === "SIGKILL" ? done(signal === "SIGKILL") : fail(new Error(`exit ${code}`))));
  });

/** Kills at every step, the first first, until there are no more. */
async function killedAtEveryStep(prepare: (step: number) => string, act: "init" | "rotate", look: (dir: string) => Promise<void>) {
  let step = 0;
  let killed = true;
  while (killed) {
    const pair = [step + 1, step + 2];
    const dirs = pair.map(prepare);
    const ends = await Promise.all(dirs.map((dir, index) => run(act, dir, pair[index] ?? 0)));
    for (const dir of dirs) await look(dir);
    killed = ends.every(Boolean);
    step += 2;
  }
  return step;
}

it("leaves no PKI or a whole one, wherever its making is killed", { timeout: 120_000 }, async () => {
  const left = { nothing: 0, whole: 0 };
  const steps = await killedAtEveryStep(
    (step) => join(folder, `init-${step}`),
    "init",
    async (dir) => {
      if (!existsSync(dir)) return void (left.nothing += 1);
      left.whole += 1;
      const pki = valueOf(await openPki(dir, open, systemClock));
      valueOf(await issueSigner(pki, ceremony));
      expect(proofOf(dir)).toMatchObject({ genuine: true });
    },
  );
  expect(steps).toBeGreaterThan(10);
  expect(left.nothing).toBeGreaterThan(8);
  expect(left.whole).toBeGreaterThan(1);
});

it("has rotated or not, wherever a rotation is killed, and goes on", { timeout: 120_000 }, async () => {
  const before = join(folder, "before");
  const pki = await testPki(before);
  valueOf(await issueCrl(pki, ceremony));
  const found = { old: 0, new: 0 };
  const prepare = (step: number) => {
    const dir = join(folder, `rotate-${step}`);
    cpSync(before, dir, { recursive: true });
    return dir;
  };
  await killedAtEveryStep(prepare, "rotate", async (dir) => {
    const opened = valueOf(await openPki(dir, open, systemClock));
    const cscas = ofRole(opened.state, "csca").length;
    found[cscas === 2 ? "new" : "old"] += 1;
    // drafts begin with a dot; nothing reads them
    expect(readdirSync(join(dir, "csca")).filter((name) => !name.startsWith("."))).toHaveLength(cscas === 2 ? 3 : 1);
    expect(openssl("crl", "-in", join(dir, "crl.pem"), "-CAfile", join(dir, `csca/0${cscas}.pem`), "-noout")).toContain("verify OK");
    expect(proofOf(dir)).toMatchObject({ genuine: true });
    valueOf(await issueSigner(opened, ceremony));
    expect(openssl("verify", "-CAfile", join(dir, "csca.pem"), join(dir, "signers/01.pem"))).toMatch(/^0 /);
    rmSync(dir, { recursive: true });
  });
  expect(found.old).toBeGreaterThan(8);
  expect(found.new).toBeGreaterThan(8);
});
