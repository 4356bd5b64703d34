import { randomBytes } from "node:crypto";
import { link, mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Public files can be read by all, private ones by their owner alone. */
export const modes = { public: 0o644, private: 0o600 } as const;

/** Whole or not at all, also when the machine stops: a new file is written, forced to disk, and takes the place of the old. */
export async function writeAtomically(path: string, content: string | Uint8Array, mode: number = modes.public): Promise<void> {
  const draft = await writeDraft(path, content, mode);
  await rename(draft, path);
  await flush(dirname(path));
}

/** Like {@link writeAtomically}, but never replaces a file. @returns false when there is one, whoever was faster */
export async function createAtomically(path: string, content: string | Uint8Array, mode: number = modes.public): Promise<boolean> {
  const draft = await writeDraft(path, content, mode);
  try {
    await link(draft, path);
    await flush(dirname(path));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDraft(path: string, content: string | Uint8Array, mode: number): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}`);
  const file = await open(draft, "wx", mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}

/** Makes names in a folder outlive a power cut; Windows offers no such call. */
export async function flush(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
