import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

const chunkChars = 1 << 16;

/** Writes lines as they are made; the file carries `.part` until it is whole. */
export async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  await pipeline(chunksOf(lines), createWriteStream(`${path}.part`));
  await rename(`${path}.part`, path);
}

function* chunksOf(lines: Iterable<string>): Generator<string> {
  let chunk = "";
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < chunkChars) continue;
    yield chunk;
    chunk = "";
  }
  yield chunk;
}

export const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
export const row = (cells: readonly string[]): string => cells.map(cell).join(",");
