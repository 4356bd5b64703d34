import { execFileSync } from "node:child_process";
import { createHash, generateKeyPairSync } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@dinhdanh/testkit";
import type { Act } from "../act.ts";
import { logReads, migrations } from "../index.ts";
import type { Block } from "../store/blocks.ts";
import { act, clock, idOf, ledgerWith } from "../test-intake.ts";
import { blockHash, type Checkpoint, openSigningKey, signCheckpoint, type SigningKey } from "./checkpoint.ts";
import { exportLedger } from "./export.ts";
import { sealNext, startSealer } from "./sealer.ts";
import { verifyLedgerFiles } from "./verify-files.ts";

let database: TestDatabase;
let home: string;
let exported: string;
let key: SigningKey;
const ledger = ledgerWith();
const record = (...acts: Act[]) => database.sql.begin((tx) => ledger.record(tx, acts));
const seal = () => sealNext(database.sql, clock, key);
/** Seals until `wanted` acts are. Transactions of other tests on the same server may keep the sealer waiting. */
async function sealAll(wanted: number): Promise<void> {
  let sealed = 0;
  for (let attempt = 0; sealed < wanted && attempt < 400; attempt += 1) {
    const more = await seal();
    sealed += more;
    if (more === 0) await sleep(25);
  }
  expect(sealed).toBe(wanted);
}

beforeAll(async () => {
  database = await testDatabase([migrations], { max: 8 });
  home = mkdtempSync(join(tmpdir(), "seal-"));
  exported = join(home, "exported");
  key = openSigningKey(join(home, "keys"));
});
afterAll(async () => {
  await database?.close();
  rmSync(home, { recursive: true, force: true });
});

describe("the sealer", () => {
  it("seals each act once, and says when there is none left", async () => {
    await record(act(), act(), act());
    await record(act({ payload: { note: "dòng\u2028hai\nba\\" }, team: "T\b1" }));
    await sealAll(4);
    expect(await seal()).toBe(0);
  });

  it("passes by an act whose transaction is still open, and takes it later", async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { promise: written, resolve: wrote } = Promise.withResolvers<void>();
    const slow = database.sql.begin(async (tx) => {
      await ledger.record(tx, [act()]);
      wrote();
      await held;
    });
    await written;
    await record(act());
    // it began after the slow one: nothing may be sealed past that
    const early = await seal();
    release();
    await slow;
    expect(early).toBe(0);
    await sealAll(2);
  });

  it("loses none of many writers, and runs beside another sealer", async () => {
    const errors: unknown[] = [];
    const sealers = [1, 2].map(() => startSealer(database.sql, clock, key, { everyMs: 5, onError: (error) => errors.push(error) }));
    const writers = Array.from({ length: 4 }, async () => {
      for (let turn = 0; turn < 15; turn += 1) await record(act(), act({ subjectId: idOf(turn) }));
    });
    await Promise.all(writers);
    await Promise.all(sealers.map(({ stop }) => stop()));
    const [open] = await database.sql`SELECT count(*)::int - (SELECT max(acts) FROM ledger.checkpoint) AS n FROM ledger.act`;
    await sealAll(Number(open?.["n"]));
    expect(errors).toEqual([]);
    const [sums] = await database.sql`
      SELECT (SELECT count(*) FROM ledger.act) AS acts, (SELECT sum(acts) FROM ledger.block)::int AS sealed,
        (SELECT max(acts) FROM ledger.checkpoint) AS stated`;
    expect(sums).toEqual({ acts: 126, sealed: 126, stated: 126 });
  });

  it("keeps its key to itself, and keeps it", () => {
    expect(statSync(join(home, "keys", "ledger-key.pem")).mode & 0o077).toBe(0);
    expect(openSigningKey(join(home, "keys")).keyId).toBe(key.keyId);
  });
});

const linesOf = (folder: string, file: string) =>
  readFileSync(join(folder, file), "utf8")
    .split("\n")
    .filter((line) => line !== "");
const blocksOf = (folder: string) => linesOf(folder, "blocks.ndjson").map((line) => JSON.parse(line) as Block);
const checkpointsOf = (folder: string) => linesOf(folder, "checkpoints.ndjson").map((line) => JSON.parse(line) as Checkpoint);
const write = (folder: string, file: string, items: readonly unknown[]) =>
  writeFileSync(join(folder, file), items.map((item) => `${typeof item === "string" ? item : JSON.stringify(item)}\n`).join(""));

describe("the exported ledger", () => {
  it("is genuine, with nothing but its files and the key", async () => {
    expect(await exportLedger(database.sql, exported)).toBe(126);
    const proof = await verifyLedgerFiles(exported, key.publicPem);
    expect(proof).toMatchObject({ genuine: true, faults: [], acts: 126 });
    expect(proof.blocks).toBe(blocksOf(exported).length);
    expect(proof.checkpoints).toBe(checkpointsOf(exported).length);
    expect(await verifyLedgerFiles(exported, null)).toEqual(proof);
  });

  it("leaves out what is not sealed yet", async () => {
    await record(act());
    const folder = join(home, "unsealed");
    expect(await exportLedger(database.sql, folder)).toBe(126);
    expect(await verifyLedgerFiles(folder, key.publicPem)).toMatchObject({ genuine: true, acts: 126 });
  });

  it("is signed so that OpenSSL agrees", () => {
    const last = checkpointsOf(exported).at(-1);
    if (last === undefined) throw new Error("there is no checkpoint");
    const { no, untilTx, sealedAt, acts, keyId, heads } = last;
    expect(sealedAt).toBe("2023-04-06T08:00:00.000Z");
    writeFileSync(join(home, "signed"), ["dinhdanh checkpoint", no, untilTx, sealedAt, acts, keyId, heads].join("\n"));
    writeFileSync(join(home, "signature"), Buffer.from(last.signature, "hex"));
    const openssl = ["/usr/bin/openssl", "/usr/local/bin/openssl", "/opt/homebrew/bin/openssl"].find((path) => existsSync(path));
    if (openssl === undefined) return;
    const parts = [
      "-pubin",
      "-inkey",
      join(exported, "ledger-key.pub.pem"),
      "-rawin",
      "-in",
      join(home, "signed"),
      "-sigfile",
      join(home, "signature"),
    ];
    expect(execFileSync(openssl, ["pkeyutl", "-verify", ...parts]).toString()).toContain("Verified Successfully");
  });

  /** Each takes a copy of the export and changes it. */
  const tamperings: [string, (folder: string) => void][] = [
    [
      "an act edited",
      (folder) =>
        write(
          folder,
          "acts.ndjson",
          linesOf(folder, "acts.ndjson").map((line, index) => (index === 5 ? line.replace("note.made", "note.mode") : line)),
        ),
    ],
    ["an act dropped", (folder) => write(folder, "acts.ndjson", linesOf(folder, "acts.ndjson").toSpliced(7, 1))],
    ["two acts swapped", (folder) => write(folder, "acts.ndjson", swap(linesOf(folder, "acts.ndjson"), 3, 4))],
    [
      "an act added at the end",
      (folder) => write(folder, "acts.ndjson", [...linesOf(folder, "acts.ndjson"), linesOf(folder, "acts.ndjson")[0]]),
    ],
    ["the last block dropped", (folder) => write(folder, "blocks.ndjson", blocksOf(folder).slice(0, -1))],
    ["a block dropped with its acts", dropBlockWithActs],
    [
      "a block's count changed",
      (folder) =>
        write(
          folder,
          "blocks.ndjson",
          blocksOf(folder).map((block, index) => (index === 2 ? { ...block, acts: block.acts + 1 } : block)),
        ),
    ],
    ["an act edited and its chain hashed anew", rehash],
    ["a checkpoint dropped", (folder) => write(folder, "checkpoints.ndjson", checkpointsOf(folder).toSpliced(1, 1))],
    ["the last checkpoint dropped", (folder) => write(folder, "checkpoints.ndjson", checkpointsOf(folder).slice(0, -1))],
    [
      "a checkpoint edited",
      (folder) =>
        write(
          folder,
          "checkpoints.ndjson",
          checkpointsOf(folder).map((one, index) => (index === 0 ? { ...one, sealedAt: "2022-01-01T00:00:00.000Z" } : one)),
        ),
    ],
    ["a checkpoint signed by another key", forgeCheckpoint],
    ["a second chain that adds an act and counts it away", addHiddenChain],
    ["its acts missing", (folder) => rmSync(join(folder, "acts.ndjson"))],
    ["its checkpoints missing", (folder) => rmSync(join(folder, "checkpoints.ndjson"))],
    ["a block that is no JSON", (folder) => write(folder, "blocks.ndjson", [...blocksOf(folder), "{"])],
    ["a checkpoint that says nothing", (folder) => write(folder, "checkpoints.ndjson", [...checkpointsOf(folder), null])],
  ];

  it.each(tamperings)("is not genuine with %s", async (_, tamper) => {
    const folder = mkdtempSync(join(home, "tampered-"));
    cpSync(exported, folder, { recursive: true });
    tamper(folder);
    const proof = await verifyLedgerFiles(folder, key.publicPem);
    expect(proof.genuine).toBe(false);
    expect(proof.faults.length).toBeGreaterThan(0);
  });

  it("is not genuine under another key", async () => {
    const other = generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" }).toString();
    expect(await verifyLedgerFiles(exported, other)).toMatchObject({ genuine: false });
    const { faults } = await verifyLedgerFiles(exported, "no key");
    expect(faults).toContain("there is no public key that can be read");
  });
});

function swap(lines: string[], a: number, b: number): string[] {
  return lines.map((line, index) => (index === a ? lines[b] : index === b ? lines[a] : line) ?? "");
}

function dropBlockWithActs(folder: string): void {
  const blocks = blocksOf(folder);
  const before = blocks.slice(0, 4).reduce((sum, block) => sum + block.acts, 0);
  write(folder, "acts.ndjson", linesOf(folder, "acts.ndjson").toSpliced(before, blocks[4]?.acts ?? 0));
  write(folder, "blocks.ndjson", blocks.toSpliced(4, 1));
}

/** What someone without the key can do: make all hashes fit. */
function rehash(folder: string): void {
  const lines = linesOf(folder, "acts.ndjson").map((line, index) => (index === 0 ? line.replace("note.made", "note.mode") : line));
  write(folder, "acts.ndjson", lines);
  let at = 0;
  let head: Block | undefined;
  const blocks = blocksOf(folder).map((block) => {
    const own = lines.slice(at, (at += block.acts)).join("\n");
    const previous = head?.bucket === block.bucket ? head.hash : "00".repeat(32);
    head = { ...block, previous, hash: blockHash(previous, sha256(own)) };
    return head;
  });
  write(folder, "blocks.ndjson", blocks);
}

function forgeCheckpoint(folder: string): void {
  const { privateKey } = generateKeyPairSync("ed25519");
  const checkpoints = checkpointsOf(folder);
  write(
    folder,
    "checkpoints.ndjson",
    checkpoints.map((one, index) => (index === 0 ? signCheckpoint(one, { ...key, privateKey }) : one)),
  );
}

function addHiddenChain(folder: string): void {
  const [first] = blocksOf(folder);
  if (first === undefined) throw new Error("there is no block");
  const line = JSON.stringify([idOf(first.bucket), idOf(1), "note.forged"]);
  const base = { ...first, fromTx: 0, untilTx: 1 };
  const added = { ...base, height: 1, acts: 1, previous: "00".repeat(32), hash: blockHash("00".repeat(32), sha256(line)) };
  const taken = { ...base, height: 2, acts: -1, previous: added.hash, hash: blockHash(added.hash, sha256("")) };
  const other = blocksOf(folder).at(-1)?.bucket ?? 0;
  const hidden = other === first.bucket ? [] : [added, taken];
  write(folder, "blocks.ndjson", [...blocksOf(folder), ...hidden]);
  write(folder, "acts.ndjson", [...linesOf(folder, "acts.ndjson"), line]);
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("reads of personal data", () => {
  const read = {
    personId: idOf(3),
    readId: idOf(901),
    officer: "CB-01",
    purpose: "campaign",
    view: "person",
    readAt: "2023-04-22T08:00:00Z",
  };
  const exportedReads = async (folder: string) => {
    await exportLedger(database.sql, folder);
    return linesOf(folder, "acts.ndjson").filter((line) => line.includes('"person.read"'));
  };

  it("stand in the same chains as acts", async () => {
    await sealAll(1);
    await logReads(database.sql, [read]);
    await sealAll(1);
    const folder = join(home, "with-reads");
    const [line, ...others] = await exportedReads(folder);
    expect(others).toEqual([]);
    expect(JSON.parse(line ?? "")).toEqual([
      ...[read.personId, read.readId, "person.read", expect.any(String), expect.any(String), null, "CB-01", null, null],
      { purpose: "campaign", view: "person" },
    ]);
    expect(await verifyLedgerFiles(folder, key.publicPem)).toMatchObject({ genuine: true, acts: 128 });
  });

  it("are proven with the keys of all homes that sealed", async () => {
    const second = openSigningKey(join(home, "second"));
    await record(act());
    for (let turn = 0; turn < 400 && (await sealNext(database.sql, clock, second)) === 0; turn += 1) await sleep(25);
    const folder = join(home, "two-keys");
    await exportLedger(database.sql, folder);
    expect(await verifyLedgerFiles(folder, key.publicPem + second.publicPem)).toMatchObject({ genuine: true, acts: 129 });
    expect(await verifyLedgerFiles(folder, null)).toMatchObject({ genuine: true });
    expect(await verifyLedgerFiles(folder, key.publicPem)).toMatchObject({ genuine: false });
  });

  it("cannot be struck from the log once sealed", async () => {
    await database.sql`DELETE FROM ledger.read WHERE read_id = ${read.readId}`;
    const folder = join(home, "without-reads");
    expect(await exportedReads(folder)).toEqual([]);
    expect((await verifyLedgerFiles(folder, key.publicPem)).genuine).toBe(false);
  });
});
