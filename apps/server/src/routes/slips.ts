import { locales, uuidSchema } from "@dinhdanh/kernel";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import type { Register } from "../register.ts";
import { slipData, slips } from "../slips/slip-data.ts";
import { writeSlip } from "../slips/write-slip.ts";

/** Papers of a dossier, to print beside the page. */
export function slipRoutes(app: App, register: Register): void {
  app.route({
    method: "GET",
    url: "/dossiers/:dossierId/slips/:slip",
    schema: {
      ...{ tags: ["dossiers"], summary: "Collection slip (CC02), appointment slip or written refusal as PDF, A4. The read is logged" },
      params: z.strictObject({ dossierId: uuidSchema.transform((id) => id.toLowerCase()), slip: z.enum(slips) }),
      querystring: z.strictObject({ lang: z.enum(locales).default("vi") }),
      response: { 200: { description: "Paper", content: { "application/pdf": { schema: z.unknown() } } } },
    },
    handler: async (request, reply) => {
      const { dossierId, slip } = request.params;
      const data = await slipData(register, actorOf(request), { dossierId, slip, locale: request.query.lang });
      // a name without a person in it: it stays in the folder of downloads
      void reply.header("content-disposition", `inline; filename="${slip}-${dossierId}.pdf"`);
      // browsers draw a PDF by a plug-in of their own
      void reply.header(
        "content-security-policy",
        "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      );
      return reply.type("application/pdf").send(await writeSlip(slip, data));
    },
  });
}
