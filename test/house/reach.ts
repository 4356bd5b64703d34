import { importsOf } from "./parse.ts";
import { files } from "./tree.ts";
import { targetOf, workspaceNamed } from "./workspaces.ts";

/** What loading a file loads: through relative imports and through our own workspaces, until Node or a foreign package. */
export type Reach = { files: Set<string>; builtins: Map<string, string>; packages: Map<string, string> };

/** `builtins` and `packages` map a name to the file that imports it. Imports that are erased with the types do not count. */
export function reachOf(start: string): Reach {
  const reach: Reach = { files: new Set(), builtins: new Map(), packages: new Map() };
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reach.files.has(path) || !/\.tsx?$/.test(path) || !files.includes(path)) continue;
    reach.files.add(path);
    for (const { specifier, typeOnly } of importsOf(path)) {
      if (typeOnly) continue;
      const target = targetOf(path, specifier);
      if (target.kind === "file") open.push(target.path);
      else if (target.kind === "workspace") open.push(entryOf(target.name, target.subpath));
      else if (target.kind === "builtin") reach.builtins.set(target.name, path);
      else reach.packages.set(target.name, path);
    }
  }
  return reach;
}

function entryOf(name: string, subpath: string): string {
  const workspace = workspaceNamed(name);
  return `${workspace?.folder}/${workspace?.exports[subpath]?.replace("./", "")}`;
}
