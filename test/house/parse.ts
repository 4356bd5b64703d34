import { type Comment, type Expression, parseSync, type Program, Visitor, type VisitorObject } from "oxc-parser";
import { textOf } from "./tree.ts";

export type Parsed = { path: string; text: string; program: Program; comments: Comment[] };

const parsed = new Map<string, Parsed>();

/** @throws when the file does not parse */
export function parse(path: string): Parsed {
  let found = parsed.get(path);
  if (found === undefined) {
    const text = textOf(path);
    const { program, comments, errors } = parseSync(path, text);
    if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
    found = { path, text, program, comments };
    parsed.set(path, found);
  }
  return found;
}

export const visit = (file: Parsed, visitor: VisitorObject): void => new Visitor(visitor).visit(file.program);

/** `a.b(c).d` → `["a", "b", "d"]`: the names along a callee, through calls and template tags. */
export function namesAlong(expression: Expression): string[] {
  switch (expression.type) {
    case "Identifier":
      return [expression.name];
    case "MemberExpression":
      return [...namesAlong(expression.object), expression.property.type === "Identifier" ? expression.property.name : "?"];
    case "CallExpression":
      return namesAlong(expression.callee);
    case "TaggedTemplateExpression":
      return namesAlong(expression.tag);
    default:
      return ["?"];
  }
}

export type Import = { specifier: string; /** erased when types are stripped */ typeOnly: boolean; offset: number };

/** Static and dynamic imports and re-exports. A dynamic import of a computed name has the specifier `?`. */
export function importsOf(path: string): Import[] {
  const found: Import[] = [];
  visit(parse(path), {
    ImportDeclaration: (node) =>
      void found.push({ specifier: node.source.value, typeOnly: node.importKind === "type", offset: node.start }),
    ExportAllDeclaration: (node) =>
      void found.push({ specifier: node.source.value, typeOnly: node.exportKind === "type", offset: node.start }),
    ExportNamedDeclaration(node) {
      if (node.source !== null) found.push({ specifier: node.source.value, typeOnly: node.exportKind === "type", offset: node.start });
    },
    ImportExpression(node) {
      const literal = node.source.type === "Literal" && typeof node.source.value === "string" ? node.source.value : "?";
      found.push({ specifier: literal, typeOnly: false, offset: node.start });
    },
  });
  return found;
}
