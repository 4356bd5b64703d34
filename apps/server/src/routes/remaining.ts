import { once } from "node:events";
import { PassThrough } from "node:stream";
import * as campaign from "@dinhdanh/campaign";
import { locales } from "@dinhdanh/kernel";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { requireReach } from "../edge/reach.ts";
import { languageOf } from "../problems/language.ts";
import type { Register } from "../register.ts";

const tags = ["people"];
const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Who is still to be collected, on the page and as a workbook for the teams. */
export function remainingRoutes(app: App, register: Register): void {
  app.route({
    method: "POST",
    url: "/remaining/query",
    schema: {
      tags,
      summary: "Who remains, by what it takes",
      body: campaign.remainingQuerySchema,
      response: { 200: campaign.remainingSchema },
    },
    handler: async (request) => {
      await requireReach(register, actorOf(request), "read-people", request.body);
      return campaign.remaining(register, actorOf(request), request.body);
    },
  });
  app.route({
    method: "POST",
    url: "/remaining/export",
    schema: {
      tags,
      summary: "Who remains, as an XLSX workbook",
      body: campaign.remainingQuerySchema.extend({ lang: z.enum(locales).optional() }),
      response: { 200: { description: "Workbook", content: { [xlsx]: { schema: z.unknown() } } } },
    },
    handler: async (request, reply) => {
      const { lang: locale = languageOf(request.headers["accept-language"]), ...query } = request.body;
      await requireReach(register, actorOf(request), "export", query);
      const simulated = (await campaign.campaigns(register.sql)).some((one) => one.simulated);
      const stream = new PassThrough();
      const settings = { locale, simulated, purpose: "campaign" as const };
      const written = campaign.exportRemaining(register, actorOf(request), query, settings, stream);
      // a failure before the first byte is still answered as a problem; after it the download breaks off
      await Promise.race([written, once(stream, "readable")]);
      written.catch((error: unknown) => {
        if (!stream.destroyed) request.log.error({ err: error }, "an export broke off");
        stream.destroy();
      });
      const name = `remaining-${query.unit}-${query.asOf}.xlsx`;
      void reply.type(xlsx).header("content-disposition", `attachment; filename="${name}"`);
      return reply.send(stream);
    },
  });
}
