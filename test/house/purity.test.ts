import { expect, it } from "vitest";
import { importsOf } from "./parse.ts";
import { reachOf } from "./reach.ts";
import { sources } from "./tree.ts";
import { targetOf, workspaceNamed, workspaces } from "./workspaces.ts";

const modules = workspaces.filter(({ ring }) => ring === "modules");
/** Foreign packages that a browser may load with a contract. */
const browserSafe = ["zod", "temporal-polyfill"];

/** `importer → what` for everything in the reach of `path` that only Node has. */
function nodeOnly(path: string): string[] {
  const { builtins, packages } = reachOf(path);
  const drivers = [...packages].filter(([name]) => name === "postgres");
  return [...builtins, ...drivers].map(([name, importer]) => `${path}: ${importer} → ${name}`);
}

it("keeps contracts safe in a browser", () => {
  const contracts = sources.filter((path) => /^modules\/[^/]+\/src\/contract\.ts$/.test(path));
  expect(contracts.length).toBe(modules.length);
  expect(contracts.flatMap(nodeOnly)).toEqual([]);
  const foreign = contracts.flatMap((path) =>
    [...reachOf(path).files].flatMap((file) =>
      file.startsWith("modules/") ? importsOf(file).map(({ specifier }) => ({ file, specifier })) : [],
    ),
  );
  const wrong = foreign.filter(({ file, specifier }) => {
    const target = targetOf(file, specifier);
    if (target.kind === "package") return !browserSafe.includes(target.name);
    return target.kind === "workspace" && workspaceNamed(target.name)?.ring === "modules" && target.subpath !== "./contract";
  });
  expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
});

it("keeps rules pure: no I/O in their reach", () => {
  const rules = sources.filter((path) => /^modules\/.*\/([a-z0-9-]+-)?rules(-[a-z0-9-]+)?\.ts$/.test(path));
  expect(rules.length).toBeGreaterThanOrEqual(1);
  expect(rules.flatMap(nodeOnly)).toEqual([]);
});

it("keeps Node out of what the browser loads", () => {
  const entries = sources.filter((path) => /^apps\/web\/src\/.*\.tsx?$/.test(path) && !path.includes(".test."));
  expect(entries.length).toBeGreaterThan(5);
  expect(entries.flatMap(nodeOnly)).toEqual([]);
});
