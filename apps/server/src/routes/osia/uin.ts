import { generateUin } from "@dinhdanh/exchange";
import type { App } from "../../edge/app.ts";
import type { Register } from "../../register.ts";
import { serveInterface } from "./serve-interface.ts";

/** uin.yaml. */
export function uinRoutes(app: App, register: Register): void {
  serveInterface(app, "uin", {
    generateUIN: ({ agency, query, body }) => generateUin(register.exchange, register, agency, query.transactionId, body ?? {}),
  });
}
