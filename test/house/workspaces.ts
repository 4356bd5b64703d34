import { dirname, posix } from "node:path";
import { files, root, textOf } from "./tree.ts";

export type Workspace = {
  /** folder, relative to the root */
  folder: string;
  /** the last part of its package name */
  name: string;
  ring: "packages" | "modules" | "apps" | "simulation" | "bench" | "test";
  exports: Record<string, string>;
  dependencies: string[];
  optionalDependencies: string[];
  devDependencies: string[];
};

type Manifest = {
  name: string;
  exports?: Record<string, string>;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
};

const manifestOf = (path: string) => JSON.parse(textOf(path)) as Manifest;

export const rootDevDependencies: readonly string[] = Object.keys(manifestOf("package.json").devDependencies ?? {});

export const workspaces: readonly Workspace[] = files
  .filter((path) => /^((packages|modules|apps)\/[^/]+|simulation|bench|test)\/package\.json$/.test(path))
  .map((path) => {
    const manifest = manifestOf(path);
    const folder = dirname(path);
    return {
      folder,
      name: manifest.name.replace("@dinhdanh/", ""),
      ring: folder.split("/")[0] as Workspace["ring"],
      exports: manifest.exports ?? {},
      dependencies: Object.keys(manifest.dependencies ?? {}),
      optionalDependencies: Object.keys(manifest.optionalDependencies ?? {}),
      devDependencies: Object.keys(manifest.devDependencies ?? {}),
    };
  });

/** `undefined` for files of the root. */
export const workspaceOf = (path: string): Workspace | undefined => workspaces.find(({ folder }) => path.startsWith(`${folder}/`));

export const workspaceNamed = (name: string): Workspace | undefined => workspaces.find((workspace) => workspace.name === name);

/** Where an import leads. */
export type Target =
  | { kind: "file"; path: string }
  | { kind: "workspace"; name: string; subpath: string }
  | { kind: "builtin"; name: string }
  | { kind: "package"; name: string };

export function targetOf(importer: string, specifier: string): Target {
  if (specifier.startsWith(".")) return { kind: "file", path: posix.normalize(posix.join(posix.dirname(importer), specifier)) };
  if (specifier.startsWith("/")) return { kind: "file", path: specifier.replace(root, "..") };
  if (specifier.startsWith("node:")) return { kind: "builtin", name: specifier };
  const [first = "", second = "", ...rest] = specifier.split("/");
  if (first === "@dinhdanh") return { kind: "workspace", name: second, subpath: ["." as string, ...rest].join("/") };
  return { kind: "package", name: first.startsWith("@") ? `${first}/${second}` : first };
}
