import { readFileSync } from "node:fs";
import { join } from "node:path";
import { errorSchema, type InterfaceName, nothing, type Operation, osiaInterfaces, osiaRefusals } from "@dinhdanh/exchange";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { parse } from "yaml";
import type { Answer } from "../../test-server.ts";

/** An operation as a file of OSIA writes it. */
export type WrittenOperation = {
  operationId: string;
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: { required?: boolean };
  security: { BearerAuth: string[] }[];
  responses: Record<string, { content?: Record<string, unknown> }>;
};
export type WrittenFile = { paths: Record<string, Record<string, WrittenOperation>>; components: unknown };

/**
 * OSIA's own files, of the folder that OSIA_FILES names. Their licence lets them be distributed, but they are not part of this project: with the
 * folder, every answer of these tests is also validated against them.
 */
export const osiaFiles: Partial<Record<string, WrittenFile>> =
  process.env["OSIA_FILES"] === undefined
    ? {}
    : Object.fromEntries(
        Object.keys(osiaInterfaces).map((name) => [
          name,
          parse(readFileSync(join(process.env["OSIA_FILES"] ?? "", `${name}.yaml`), "utf8")) as WrittenFile,
        ]),
      );

const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv, { mode: "full" });
// OpenAPI's own formats say nothing that JSON does not
for (const format of ["int32", "int64", "byte", "binary"]) ajv.addFormat(format, true);
for (const [name, file] of Object.entries(osiaFiles)) ajv.addSchema({ $id: `osia:${name}`, ...file });

const pointer = (parts: readonly string[]) =>
  parts.map((part) => `/${encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))}`).join("");

/** How a file describes something, as a check; undefined without the files. */
export function writtenSchema(name: InterfaceName, ...parts: string[]): ValidateFunction | undefined {
  return osiaFiles[name] === undefined ? undefined : ajv.compile({ $ref: `osia:${name}#${pointer(parts)}` });
}

function operationOf(name: InterfaceName, id: string): Operation {
  const operation = (osiaInterfaces[name] as Record<string, Operation>)[id];
  if (operation === undefined) throw new Error(`no operation ${id}`);
  return operation;
}

/** Fails unless the answer is one that the operation may give: status, content type and content. */
export function checkAnswer(name: InterfaceName, id: string, answer: Answer): void {
  const { path, method, ok, otherwise, answer: schema } = operationOf(name, id);
  const { status, text } = answer;
  // whatever asks for a token refuses without one or without its scope, also where a file leaves it out
  const unasked = status === 401 || (status === 403 && text.includes(`"code":${osiaRefusals["scope-missing"].number},`));
  if (![ok, ...otherwise].includes(status) && !unasked) throw new Error(`${id} answered ${status}: ${text}`);
  if (status !== ok) return void errorSchema.parse(JSON.parse(text));
  if (answer.headers.get("content-type")?.startsWith("application/json") !== true) {
    if (schema === nothing && text !== "") throw new Error(`${id} answered content where none is described`);
    return;
  }
  const value = JSON.parse(text) as unknown;
  schema.parse(value);
  const file = osiaFiles[name];
  if (file === undefined) return;
  const where = ["paths", path, method.toLowerCase(), "responses", String(status), "content", "application/json", "schema"];
  const validate = writtenSchema(name, ...where);
  if (validate?.(value) !== true) throw new Error(`${id}: ${ajv.errorsText(validate?.errors)}`);
}
