import { type Answered, matchPersonAttributes, queryPersonList, readPersonAttributes, verifyPersonAttributes } from "@dinhdanh/exchange";
import { accept, type Locale, refuse } from "@dinhdanh/kernel";
import type { App } from "../../edge/app.ts";
import { languageOf } from "../../problems/language.ts";
import type { Register } from "../../register.ts";
import { errorOf } from "./fault.ts";
import { serveInterface } from "./serve-interface.ts";

/** Values as they are, refusals as OSIA's Error. */
const spoken = (answered: Answered, locale: Locale) =>
  Object.fromEntries(
    Object.entries(answered).map(([name, value]) => [name, typeof value === "string" ? value : errorOf(value.refusal, locale)]),
  );

/** dataaccess.yaml. */
export function dataAccessRoutes(app: App, { exchange }: Register): void {
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
    matchPersonAttributes: ({ agency, path, body }) => matchPersonAttributes(exchange, agency, path.uin, body),
    verifyPersonAttributes: ({ agency, path, body }) => verifyPersonAttributes(exchange, agency, path.uin, body),
    readDocument: async () => refuse("no-document"),
  });
}
