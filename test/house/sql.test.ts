import { expect, it } from "vitest";
import { namesAlong, parse, visit } from "./parse.ts";
import { isTest, lineAt, sources } from "./tree.ts";

const home = /^(modules\/[^/]+\/src\/(.*\/)?store(\/.*)?\.ts$|packages\/postgres\/|bench\/)/;
const verb = /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP|COPY|TRUNCATE|BEGIN|COMMIT|ROLLBACK|SET|LOCK|GRANT)\s/;
/** Of the driver and of packages/postgres: they take SQL as text. */
const takesText = ["unsafe", "copyInto", "copyOut"];

function statementsIn(path: string): number[] {
  const file = parse(path);
  const found: number[] = [];
  visit(file, {
    TaggedTemplateExpression(node) {
      const tag = namesAlong(node.tag).at(-1) ?? "";
      if (tag === "sql" || tag === "tx" || verb.test(node.quasi.quasis[0]?.value.raw ?? "")) found.push(lineAt(file.text, node.start));
    },
    CallExpression(node) {
      if (takesText.includes(namesAlong(node.callee).at(-1) ?? "")) found.push(lineAt(file.text, node.start));
    },
  });
  return found;
}

it("keeps SQL in the stores", () => {
  const found = sources.map((path) => ({ path, lines: statementsIn(path) })).filter(({ lines }) => lines.length > 0);
  expect(found.filter(({ path }) => home.test(path)).length).toBeGreaterThanOrEqual(3);
  const astray = found.filter(({ path }) => !home.test(path) && !isTest(path));
  expect(astray.map(({ path, lines }) => `${path}:${lines.join(",")}`)).toEqual([]);
});
