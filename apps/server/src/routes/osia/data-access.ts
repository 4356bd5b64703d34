import { randomUUID } from "node:crypto";
import {
  type Answered,
  matchPersonAttributes,
  queryPersonList,
  readDocument,
  readPersonAttributes,
  verifyPersonAttributes,
} from "@dinhdanh/exchange";
import { accept, type Locale } from "@dinhdanh/kernel";
import type { App } from "../../edge/app.ts";
import { languageOf } from "../../problems/language.ts";
import type { Register } from "../../register.ts";
import { errorOf } from "./fault.ts";
import { writeResidence } from "../../slips/write-residence.ts";
import { Raw, serveInterface } from "./serve-interface.ts";

/** Values as they are, refusals as OSIA's Error. */
const spoken = (answered: Answered, locale: Locale) =>
  Object.fromEntries(
    Object.entries(answered).map(([name, value]) => [name, typeof value === "string" ? value : errorOf(value.refusal, locale)]),
  );

/** MIME multipart of one part, as the file has it for documents (RFC 2046, 5.1). */
function inParts(name: string, pdf: Buffer): Raw {
  const boundary = randomUUID();
  const head = `--${boundary}\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; name="documents"; filename="${name}"\r\n\r\n`;
  return new Raw(
    `multipart/mixed; boundary="${boundary}"`,
    Buffer.concat([Buffer.from(head), pdf, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  );
}

/** dataaccess.yaml. */
export function dataAccessRoutes(app: App, register: Register): void {
  const { exchange } = register;
  serveInterface(app, "dataaccess", {
    queryPersonList: async ({ agency, query, request }) => {
      const { names = [], offset, limit, ...rest } = query;
      const attributes = rest as Record<string, string>;
      const found = await queryPersonList(exchange, agency, { attributes, names, offset, limit });
      if (!found.ok) return found;
      const locale = languageOf(request.headers["accept-language"]);
      const shown = found.value.map((one) => (typeof one === "string" ? one : spoken(one, locale)));
      return accept(shown as string[] | ReturnType<typeof spoken>[]);
    },
    readPersonAttributes: async ({ agency, path, query, request }) => {
      const read = await readPersonAttributes(exchange, agency, path.uin, query.attributeNames);
      return read.ok ? accept(spoken(read.value, languageOf(request.headers["accept-language"]))) : read;
    },
    matchPersonAttributes: ({ agency, path, body }) => matchPersonAttributes(exchange, agency, path.uin, body ?? {}),
    verifyPersonAttributes: ({ agency, path, body }) => verifyPersonAttributes(exchange, agency, path.uin, body ?? []),
    readDocument: async ({ agency, path, query, request }) => {
      const read = await readDocument(exchange, agency, { uin: path.uin, ...query });
      if (!read.ok) return read;
      const locale = languageOf(request.headers["accept-language"]);
      return accept(
        inParts("residence.pdf", await writeResidence(register, { confirmation: read.value, agency, requestId: request.id, locale })),
      );
    },
  });
}
