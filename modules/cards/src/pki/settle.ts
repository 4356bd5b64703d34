import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "./algorithm.ts";
import { writeAtomically } from "./files.ts";
import type { PkiState } from "./state.ts";

/** `missing` and `stale`: a command was killed after it wrote its record; the record brings the file. `altered`: somebody wrote it. */
export type FileCondition = "as-recorded" | "missing" | "stale" | "altered";

export function conditionOf(dir: string, path: string, state: PkiState): FileCondition {
  const history = state.files.get(path) ?? [];
  if (!existsSync(join(dir, path))) return "missing";
  const found = fingerprint(readFileSync(join(dir, path)));
  if (found === history.at(-1)?.sha256) return "as-recorded";
  return history.some(({ sha256 }) => sha256 === found) ? "stale" : "altered";
}

/** Puts every file in place that the transcript names. @returns the first that is not what was written, and then stops */
export async function settle(dir: string, state: PkiState): Promise<string | undefined> {
  for (const [path, history] of state.files) {
    const content = history.at(-1)?.content;
    const condition = conditionOf(dir, path, state);
    if (condition === "altered") return path;
    if (condition !== "as-recorded" && content !== undefined && content !== null) await writeAtomically(join(dir, path), content);
  }
  return undefined;
}

/** Certificates and lists in the folder that no record names. */
export const unnamedFiles = (dir: string, state: PkiState): string[] =>
  ["", "csca", "signers"]
    .flatMap((folder) => (existsSync(join(dir, folder)) ? readdirSync(join(dir, folder)).map((name) => join(folder, name)) : []))
    .filter((path) => /(^|\/)[^./][^/]*\.(pem|ml)$/.test(path) && !state.files.has(path))
    .sort();
