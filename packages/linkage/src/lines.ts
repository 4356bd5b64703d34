import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { once } from "node:events";

const chunkChars = 1 << 16;

/** Writes lines as they are made; the file carries `.part` until it is whole. */
export async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  const file = createWriteStream(`${path}.part`);
  let chunk = "";
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < chunkChars) continue;
    if (!file.write(chunk)) await once(file, "drain");
    chunk = "";
  }
  file.end(chunk);
  await once(file, "finish");
  await rename(`${path}.part`, path);
}

export const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
export const row = (cells: readonly string[]): string => cells.map(cell).join(",");
