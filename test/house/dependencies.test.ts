import { expect, it } from "vitest";
import { importsOf } from "./parse.ts";
import { files, isTest, sources, textOf } from "./tree.ts";
import { rootDevDependencies, targetOf, type Workspace, workspaceOf, workspaces } from "./workspaces.ts";

function packageOf(path: string, specifier: string): string | undefined {
  const target = targetOf(path, specifier);
  if (target.kind === "workspace") return `@dinhdanh/${target.name}`;
  return target.kind === "package" && target.name !== "?" ? target.name : undefined;
}

it.each(workspaces.map((workspace) => [workspace.name, workspace] as const))("%s declares what it imports", (_, workspace) => {
  const own = sources.filter((path) => workspaceOf(path) === workspace);
  expect(own.length).toBeGreaterThan(0);
  // benches are never shipped: what they compare with is for developers
  const compared = workspace.ring === "bench" ? workspace.devDependencies : [];
  const shipped = [...workspace.dependencies, ...workspace.optionalDependencies, ...compared, `@dinhdanh/${workspace.name}`];
  const inTests = [...shipped, ...workspace.devDependencies, ...rootDevDependencies, "@dinhdanh/testkit", "@dinhdanh/postgres"];
  const missing = own.flatMap((path) =>
    importsOf(path)
      .map(({ specifier }) => packageOf(path, specifier))
      .filter((name) => name !== undefined && !(isTest(path) ? inTests : shipped).includes(name))
      .map((name) => `${path} imports ${name}`),
  );
  expect(missing).toEqual([]);
});

it.each(workspaces.map((workspace) => [workspace.name, workspace] as const))("%s imports what it declares", (_, workspace) => {
  expect(workspace.dependencies.filter((name) => !mentions(workspace, name))).toEqual([]);
});

/** Also in style sheets, and in the names that a loader resolves. */
function mentions(workspace: Workspace, name: string): boolean {
  const mention = new RegExp(String.raw`["'\`]${name}(/[^"'\`]*)?["'\`]`);
  return files.some((path) => workspaceOf(path) === workspace && /\.(tsx?|css|html)$/.test(path) && mention.test(textOf(path)));
}
