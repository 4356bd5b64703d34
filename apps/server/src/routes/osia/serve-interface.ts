import { type Agency, type InterfaceName, nothing, type Operation, osiaInterfaces, type OsiaRefusal } from "@dinhdanh/exchange";
import type { Outcome } from "@dinhdanh/kernel";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { App } from "../../edge/app.ts";
import { routeOf } from "../../edge/policy.ts";
import { OsiaFault } from "./fault.ts";

/** Names in the braces of a path. */
type NamesIn<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

type Call<Op extends Operation> = {
  agency: Agency;
  path: Record<NamesIn<Op["path"]>, string>;
  query: z.output<Op["query"]>;
  body: z.output<Op["body"]>;
  request: FastifyRequest;
};

/** Content that is not JSON. */
export class Raw {
  readonly type: string;
  readonly content: string | Buffer;

  constructor(type: string, content: string | Buffer) {
    this.type = type;
    this.content = content;
  }
}

type Handler<Op extends Operation> = (call: Call<Op>) => Promise<Outcome<z.input<Op["answer"]> | Raw, OsiaRefusal>>;
export type Handlers<Name extends InterfaceName> = {
  [Key in keyof (typeof osiaInterfaces)[Name]]: (typeof osiaInterfaces)[Name][Key] extends infer Op extends Operation ? Handler<Op> : never;
};

/** Serves every operation of one of OSIA's files; what is asked and what is answered is checked against it. */
export function serveInterface<Name extends InterfaceName>(app: App, name: Name, handlers: Handlers<Name>): void {
  for (const [key, operation] of Object.entries<Operation>(osiaInterfaces[name]))
    serveOperation(app, [name, routeOf(operation.path)], operation, handlers[key as keyof typeof handlers]);
}

function serveOperation(
  app: App,
  [name, route]: [InterfaceName, string],
  { method, path, query, body, ok, answer }: Operation,
  handle: Handler<Operation>,
): void {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, one = ""]) => one);
  const params = z.strictObject(Object.fromEntries(names.map((one) => [one, z.string().min(1).max(200)])));
  app.route({
    ...{ method, url: `/${name}${route}` },
    // its bodies are compared with what is held, and not kept
    config: { anyText: name === "dataaccess" },
    // described by OSIA's own files
    schema: { hide: true, params, querystring: query, ...(method === "GET" ? {} : { body }) },
    handler: async (request, reply) => {
      const { agency } = request;
      if (agency === null) throw new OsiaFault("no-token");
      const outcome = await handle({ agency, path: request.params, query: request.query, body: request.body, request });
      if (!outcome.ok) throw new OsiaFault(outcome.refusal.code);
      if (outcome.value instanceof Raw) return reply.code(ok).type(outcome.value.type).send(outcome.value.content);
      const value = answer.parse(outcome.value);
      if (answer === nothing) return reply.code(ok).send();
      return reply.code(ok).type("application/json; charset=utf-8").send(JSON.stringify(value));
    },
  });
}
