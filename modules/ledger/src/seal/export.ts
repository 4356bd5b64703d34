import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { exportSnapshot, type Sql, useSnapshot } from "@dinhdanh/postgres";
import { allBlocks, allCheckpoints, sealedLines, signerPems } from "../store/blocks.ts";

/**
 * Writes the sealed ledger as files that prove themselves without this register: `acts.ndjson` (a JSON array a line, in the
 * order of the chains; reads are acts of the kind `person.read`), `blocks.ndjson`, `checkpoints.ndjson` and `ledger-key.pub.pem`, the public keys that
 * signed, one after the other.
 * @returns number of acts and reads written
 */
export async function exportLedger(sql: Sql, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const mode = "ISOLATION LEVEL REPEATABLE READ READ ONLY";
  const written = await sql.begin(mode, async (one) => {
    const snapshot = await exportSnapshot(one);
    writeFileSync(join(folder, "ledger-key.pub.pem"), await signerPems(one));
    writeFileSync(join(folder, "blocks.ndjson"), ndjson(await allBlocks(one)));
    writeFileSync(join(folder, "checkpoints.ndjson"), ndjson(await allCheckpoints(one)));
    return sql.begin(mode, async (other) => {
      await useSnapshot(other, snapshot);
      return { acts: await writeLines(join(folder, "acts.ndjson"), sealedLines(other)) };
    });
  });
  return written.acts;
}

const ndjson = (items: unknown[]) => items.map((item) => `${JSON.stringify(item)}\n`).join("");

async function writeLines(path: string, batches: AsyncIterable<{ line: string }[]>): Promise<number> {
  let acts = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const batch of batches) {
      acts += batch.length;
      yield batch.map(({ line }) => `${line}\n`).join("");
    }
  }
  await pipeline(lines, createWriteStream(path, { mode: 0o600 }));
  return acts;
}
