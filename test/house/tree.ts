import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url))
  .replaceAll("\\", "/")
  .replace(/\/$/, "");

const ignored = new Set([".git", "coverage", ...ignoredByGit()]);

function ignoredByGit(): string[] {
  return readFileSync(join(root, ".gitignore"), "utf8")
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/^\//, "").replace(/\/$/, ""));
}

/** Every file of the project, relative to its root with `/`; without what git ignores. Needs no git. */
export const files: readonly string[] = walk("").sort();

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (ignored.has(entry.name) || ignored.has(path) || ignored.has(`*${extname(entry.name)}`)) return [];
    return entry.isDirectory() ? walk(path) : [path];
  });
}

export const sizeOf = (path: string): number => statSync(join(root, path)).size;

const texts = new Map<string, string>();

export function textOf(path: string): string {
  let text = texts.get(path);
  if (text === undefined) {
    text = readFileSync(join(root, path), "utf8");
    texts.set(path, text);
  }
  return text;
}

export const lineCount = (text: string): number => text.split("\n").length - (text.endsWith("\n") ? 1 : 0);

/** 1-based line of an offset. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/** Tests, and what only they load: `test-*.ts` beside them, testkit, the test workspace. */
export const isTest = (path: string): boolean =>
  /\.test\.tsx?$|\/test-[a-z-]+\.ts$/.test(path) || path.startsWith("test/") || path.startsWith("packages/testkit/");

export const sources: readonly string[] = files.filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"));
