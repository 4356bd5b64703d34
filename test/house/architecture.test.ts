import { expect, it } from "vitest";
import { importsOf } from "./parse.ts";
import { files, isTest, lineAt, sources, textOf } from "./tree.ts";
import { targetOf, type Target, type Workspace, workspaceNamed, workspaceOf, workspaces } from "./workspaces.ts";

/** From the inside out: a module may use those before it, and no other. */
const rings = ["kernel", "ledger", "territory", "staff", "population", "progress", "dossiers", "cards", "campaign", "exchange"];
const packages = workspaces.filter(({ ring }) => ring === "packages").map(({ name }) => name);

/** What the files of a workspace may import of ours. */
function allowedFor(user: Workspace): (target: Target & { kind: "workspace" }) => boolean {
  switch (user.ring) {
    case "packages":
      return ({ name }) => packages.includes(name);
    case "modules":
      return ({ name }) => packages.includes(name) || rings.slice(0, rings.indexOf(user.name)).includes(name);
    case "simulation":
      return ({ name }) => ["kernel", "territory", "vietnamese"].includes(name);
    case "apps":
      if (user.name === "web")
        return ({ name, subpath }) =>
          ["vietnamese", "portrait", "capture"].includes(name) || (rings.includes(name) && subpath === "./contract");
      return ({ name }) => name !== "test" && name !== "bench" && name !== "testkit";
    case "bench":
      return ({ name }) => name !== "test" && name !== "testkit";
    case "test":
      return ({ name }) => name !== "bench";
  }
}

const edges = sources.flatMap((path) =>
  importsOf(path).map(({ specifier, offset }) => ({ path, specifier, offset, target: targetOf(path, specifier) })),
);
const place = ({ path, offset, specifier }: (typeof edges)[number]) => `${path}:${lineAt(textOf(path), offset)} imports ${specifier}`;

it("sees the tree", () => {
  expect(workspaces.length).toBeGreaterThanOrEqual(16);
  expect(sources.length).toBeGreaterThan(40);
  expect(edges.length).toBeGreaterThan(60);
  expect(workspaces.filter(({ ring }) => ring === "modules").map(({ name }) => name)).toEqual([...rings].sort());
});

it("lets arrows point inward only", () => {
  const wrong = edges.filter(({ path, target }) => {
    const user = workspaceOf(path);
    if (user === undefined || target.kind !== "workspace" || target.name === user.name) return false;
    if (target.name === "testkit") return !isTest(path);
    return !allowedFor(user)(target);
  });
  expect(wrong.map(place)).toEqual([]);
});

it("enters a workspace only through what it exports", () => {
  const wrong = edges.filter(
    ({ target }) => target.kind === "workspace" && !(target.subpath in (workspaceNamed(target.name)?.exports ?? {})),
  );
  expect(wrong.map(place)).toEqual([]);
  for (const { ring, name, exports } of workspaces) {
    if (ring === "modules") expect(exports, name).toEqual({ ".": "./src/index.ts", "./contract": "./src/contract.ts" });
  }
});

it("has no relative import that leaves its workspace or leads nowhere", () => {
  const wrong = edges.filter(({ path, target }) => {
    if (target.kind !== "file") return false;
    return workspaceOf(target.path) !== workspaceOf(path) && workspaceOf(path) !== undefined;
  });
  expect(wrong.map(place)).toEqual([]);
  const lost = edges.filter(({ target }) => target.kind === "file" && !files.includes(target.path.replace(/\?.*$/, "")));
  expect(lost.map(place)).toEqual([]);
});

it("names Node's own modules with node:", () => {
  const builtins = ["fs", "path", "os", "url", "crypto", "http", "child_process", "stream", "events", "util", "buffer"];
  expect(edges.filter(({ target }) => target.kind === "package" && builtins.includes(target.name)).map(place)).toEqual([]);
});
