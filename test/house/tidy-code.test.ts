import { expect, it } from "vitest";
import type { Node } from "oxc-parser";
import { namesAlong, parse, type Parsed, visit } from "./parse.ts";
import { isTest, lineAt, sources } from "./tree.ts";

/** Adapters to the world: the only places that ask it for the time or for chance. */
const adapters = ["modules/kernel/src/clock.ts"];

const parsed = sources.map(parse);
const at = (file: Parsed, node: { start: number }, what: string) => `${file.path}:${lineAt(file.text, node.start)} ${what}`;
const collect = (look: (file: Parsed, report: (node: { start: number }, what: string) => void) => void) =>
  parsed.flatMap((file) => {
    const found: string[] = [];
    look(file, (node, what) => found.push(at(file, node, what)));
    return found;
  });

it("keeps functions under 70 lines", () => {
  let seen = 0;
  const long = collect((file, report) => {
    const suites = new Set<number>();
    const measure = (node: { start: number; end: number }) => {
      seen += 1;
      const lines = lineAt(file.text, node.end) - lineAt(file.text, node.start) + 1;
      if (lines > 70 && !suites.has(node.start)) report(node, `${lines} lines`);
    };
    visit(file, {
      CallExpression(node) {
        if (namesAlong(node.callee)[0] === "describe") for (const argument of node.arguments) suites.add(argument.start);
      },
      FunctionDeclaration: measure,
      FunctionExpression: measure,
      ArrowFunctionExpression: measure,
    });
  });
  expect(long).toEqual([]);
  expect(seen).toBeGreaterThan(100);
});

it("names nothing utils, helper, manager, service or impl", () => {
  const vague = /(^|[a-z0-9_])(Utils?|Helpers?|Manager|Service|Impl)$|^(utils?|helpers?|manager|service|impl)$/;
  const found = collect((file, report) => {
    const check = (id: Node | null) => {
      if (id?.type === "Identifier" && vague.test(id.name)) report(id, id.name);
    };
    visit(file, {
      FunctionDeclaration: ({ id }) => check(id),
      ClassDeclaration: ({ id }) => check(id),
      VariableDeclarator: ({ id }) => check(id),
      TSTypeAliasDeclaration: ({ id }) => check(id),
      TSInterfaceDeclaration: ({ id }) => check(id),
    });
  });
  expect(found).toEqual([]);
});

it("has no enum, no any by force, no silenced compiler", () => {
  const found = collect((file, report) => {
    visit(file, {
      TSEnumDeclaration: (node) => report(node, "enum"),
      TSAnyKeyword: (node) => report(node, "any"),
    });
    for (const comment of file.comments) if (/@ts-(ignore|nocheck|expect-error)/.test(comment.value)) report(comment, comment.value.trim());
  });
  expect(found).toEqual([]);
});

it("takes time and chance from adapters", () => {
  const used = new Set<string>();
  const found = collect((file, report) => {
    const check = (node: { start: number }, what: string) => {
      if (adapters.includes(file.path)) used.add(file.path);
      else report(node, what);
    };
    visit(file, {
      CallExpression(node) {
        const name = namesAlong(node.callee).join(".");
        if (["Math.random", "Date.now", "Date"].includes(name)) check(node, name);
      },
      NewExpression(node) {
        if (node.callee.type === "Identifier" && node.callee.name === "Date" && node.arguments.length === 0) check(node, "new Date()");
      },
    });
  });
  expect(found).toEqual([]);
  expect([...used].sort(), "an adapter that asks nothing must leave the list").toEqual(adapters);
});

it("skips no test", () => {
  const starters = new Set(["it", "test", "describe", "suite"]);
  const marks = new Set(["skip", "only", "todo", "skipIf", "runIf"]);
  const shorthands = new Set(["xit", "xtest", "xdescribe", "fit", "fdescribe"]);
  const tests = parsed.filter(({ path }) => isTest(path));
  const found: string[] = [];
  for (const file of tests) {
    visit(file, {
      CallExpression(node) {
        const [first = "", ...rest] = namesAlong(node.callee);
        const marked = rest.some((name) => marks.has(name)) && (starters.has(first) || rest.at(-1) === "skip");
        const optional = node.arguments.flatMap((argument) => (argument.type === "ObjectExpression" ? argument.properties : []));
        const byOption = optional.some(
          (property) => property.type === "Property" && property.key.type === "Identifier" && marks.has(property.key.name),
        );
        if (marked || shorthands.has(first) || (starters.has(first) && byOption)) found.push(at(file, node, [first, ...rest].join(".")));
      },
    });
  }
  expect(found).toEqual([]);
});
