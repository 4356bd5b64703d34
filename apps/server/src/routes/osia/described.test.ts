import { type Operation, osiaInterfaces } from "@dinhdanh/exchange";
import { expect, it } from "vitest";
import { osiaFiles, type WrittenFile } from "./test-standard.ts";

/** A schema of OpenAPI 3.0, as far as OSIA's files use it. */
type Schema = {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  oneOf?: Schema[];
  items?: Schema;
  minItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
};
type Parameter = { name: string; in: string; required?: boolean; schema: Schema };

const formats: Record<string, string[]> = {
  "date-time": ["2024-11-18T14:21:00+01:00", "2024-11-18T14:21:00.123Z"],
  uri: ["https://a.example/b?c=d", "urn:x:y"],
  byte: ["AAAA", ""],
};
const plain: Record<string, unknown[]> = {
  string: ["x", "", "Nguyễn\n"],
  integer: [0, -1, 5000],
  number: [1.5],
  boolean: [true, false],
};
/** Where a file says nothing of what a value is. */
const anything = ["text", 5, true, [], {}, { inner: { more: [1] } }];

/** Values that a schema describes: every value of an enum, and every property by itself beside those that are required. */
function valuesOf(file: WrittenFile, { $ref, ...schema }: Schema): unknown[] {
  if ($ref !== undefined) {
    const named = $ref.split("/").slice(1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], file); // prettier-ignore
    return valuesOf(file, named as Schema);
  }
  if (schema.enum !== undefined) return schema.enum;
  if (schema.oneOf !== undefined) return schema.oneOf.flatMap((one) => valuesOf(file, one));
  if (schema.type === "array") {
    const items = valuesOf(file, schema.items ?? {});
    return [...((schema.minItems ?? 0) === 0 ? [[]] : []), ...items.map((one) => [one])];
  }
  if (schema.type === "object") return objectsOf(file, schema);
  return formats[schema.format ?? ""] ?? plain[schema.type ?? ""] ?? anything;
}

function objectsOf(file: WrittenFile, { properties = {}, required = [], additionalProperties }: Schema): unknown[] {
  const values = Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, valuesOf(file, one)]));
  const least = Object.fromEntries(required.map((key) => [key, values[key]?.[0]]));
  const others = typeof additionalProperties === "object" ? valuesOf(file, additionalProperties) : [];
  return [
    least,
    ...Object.entries(values).flatMap(([key, own]) => own.map((one) => ({ ...least, [key]: one }))),
    ...others.map((one) => ({ ...least, "any name": one })),
  ];
}

/** In a query all is text, and what is empty is not there (OpenAPI 3.0, allowEmptyValue). */
const asText = (values: readonly unknown[]) => values.map((one) => (Array.isArray(one) ? one.map(String) : String(one))).filter(String);

/** Queries with each parameter in all its values, beside those that are required. */
function queriesOf(file: WrittenFile, parameters: readonly Parameter[]): Record<string, unknown>[] {
  // the attributes of queryPersonList are parameters of their own
  const own = parameters.filter((one) => one.in === "query" && one.name !== "attributes");
  const values = own.map(({ name, schema }) => [name, asText(valuesOf(file, schema))] as const);
  const least = Object.fromEntries(own.flatMap(({ name, required }, at) => (required === true ? [[name, values[at]?.[1][0]]] : [])));
  return [least, ...values.flatMap(([name, each]) => each.map((one) => ({ ...least, [name]: one })))];
}

type Described = { parameters?: Parameter[]; requestBody?: { content: Record<string, { schema: Schema }> }; operationId: string };

it("takes what the files describe, where they are given: every parameter, property and value of an enum", () => {
  const refused: unknown[] = [];
  let tried = 0;
  for (const [name, file] of Object.entries(osiaFiles)) {
    if (file === undefined) continue;
    const described = Object.values(file.paths).flatMap((methods) => Object.values(methods)) as unknown as Described[];
    for (const { operationId, parameters = [], requestBody } of described) {
      const operations: Record<string, Operation> = osiaInterfaces[name as keyof typeof osiaInterfaces];
      const operation = operations[operationId];
      const [content] = Object.values(requestBody?.content ?? {});
      const bodies = content === undefined ? [] : valuesOf(file, content.schema);
      for (const [schema, given] of [
        ...queriesOf(file, parameters).map((query) => [operation?.query, query] as const),
        ...bodies.map((body) => [operation?.body, body] as const),
      ]) {
        tried += 1;
        const taken = schema?.safeParse(given);
        if (taken?.success !== true) refused.push([operationId, given, taken?.error?.issues]);
      }
    }
  }
  expect(refused).toEqual([]);
  expect(tried > 1000).toBe(process.env["OSIA_FILES"] !== undefined);
});
