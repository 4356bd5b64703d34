import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type ImportKind, importKinds } from "@dinhdanh/ledger";
import type { MultipartFile } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { Problem } from "../problems/problem.ts";
import type { ImportRecord } from "./record.ts";

const storedNames: Record<string, ImportRecord["storedName"]> = { csv: "upload.csv", txt: "upload.csv", ndjson: "upload.ndjson" };

export type Received = Pick<ImportRecord, "fileName" | "storedName" | "sizeBytes"> & { kind: ImportKind; path: string };

/**
 * Streams the form's file into the folder under a name of ours; of the client's name only the ending counts.
 * @throws {Problem} `one-file`, `file-type`, `too-large`, `empty-file`, `upload-cut`
 */
export async function receiveUpload(request: FastifyRequest, folder: string, largestBytes: number): Promise<Received> {
  let kind: string | undefined;
  let file: Omit<Received, "kind"> | undefined;
  const limits = { files: 1, fields: 1, parts: 2, fieldSize: 20, fileSize: largestBytes };
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === "file") file = await store(part, folder);
      else if (part.fieldname === "kind") kind = String(part.value);
    }
  } catch (error) {
    throw isMalformedForm(error) ? new Problem("one-file") : error;
  }
  const known = importKinds.find((one) => one === kind);
  if (known === undefined || file === undefined) throw new Problem("one-file");
  if (file.sizeBytes === 0) throw new Problem("empty-file");
  return { kind: known, ...file };
}

/** The reader of forms has no codes for what it cannot read: no boundary, an end within a part. */
const isMalformedForm = (error: unknown) =>
  error instanceof Error && /^(Multipart: |Unexpected end of |Part terminated|Malformed )/.test(error.message);

async function store({ filename, fieldname, file }: MultipartFile, folder: string): Promise<Omit<Received, "kind">> {
  const storedName = storedNames[/\.(\w+)$/.exec(filename)?.[1]?.toLowerCase() ?? ""];
  if (fieldname !== "file" || storedName === undefined) {
    // read to the end, so that the answer reaches a client that is still sending
    file.resume();
    throw new Problem(fieldname === "file" ? "file-type" : "one-file");
  }
  const path = join(folder, storedName);
  const out = createWriteStream(path, { flags: "wx", mode: 0o600 });
  await pipeline(file, out);
  if (file.truncated) throw new Problem("too-large");
  return { fileName: shown(filename), storedName, sizeBytes: out.bytesWritten, path };
}

/** The client's name for showing: no folders, no control or direction characters, not endless. */
function shown(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  return last
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, "")
    .slice(-120);
}
