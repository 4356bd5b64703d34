import * as dossiers from "@dinhdanh/dossiers";
import { uuidSchema } from "@dinhdanh/kernel";
import { purposeSchema } from "@dinhdanh/population";
import { z } from "zod";
import { actorOf, type App } from "../edge/app.ts";
import { Problem, valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const tags = ["dossiers"];
const params = z.strictObject({ dossierId: uuidSchema.transform((id) => id.toLowerCase()), slot: dossiers.captureSlotSchema });
/** Well beyond what is kept, so that a picture that is too large is refused in its own words. */
const largestBody = 8 * dossiers.largestPortraitBytes;
const imageTypes = [...new Set(Object.values(dossiers.captureTypes).flat())];

/** Portrait, fingerprints and signatures: images come and go as they are, not inside JSON. */
export function dossierCaptureRoutes(app: App, { dossiers: deps }: Register): void {
  void app.register(async (scope: App) => {
    const images = { parseAs: "buffer", bodyLimit: largestBody } as const;
    scope.addContentTypeParser(imageTypes, images, (_request, body, done) => done(null, body));
    scope.route({
      method: "PUT",
      url: "/dossiers/:dossierId/captures/:slot",
      schema: {
        tags,
        summary:
          "Keep the portrait (JPEG, 1 MB), a finger (JPEG, PNG, WSQ, ISO 19794-2, 1 MB) or a signature (SVG of strokes, 32 KB; after all that the slip shows) in place of what was there",
        consumes: imageTypes,
        params,
        querystring: z.strictObject({ quality: z.coerce.number().int().min(0).max(100).optional() }),
        response: { 200: dossiers.savedCaptureSchema },
      },
      handler: async (request) => {
        const bytes = request.body;
        if (!Buffer.isBuffer(bytes)) throw new Problem("capture-type");
        const mediaType = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
        const image = { mediaType, bytes, quality: request.query.quality ?? null };
        return valueOf(await dossiers.saveCapture(deps, actorOf(request), request.params, image));
      },
    });
    scope.route({
      method: "PUT",
      url: "/dossiers/:dossierId/captures/:slot/missing",
      schema: {
        ...{ tags, summary: "Note why a finger cannot be taken" },
        params,
        body: dossiers.missingCaptureSchema,
        response: { 200: dossiers.savedCaptureSchema },
      },
      handler: async (request) => valueOf(await dossiers.saveCapture(deps, actorOf(request), request.params, request.body)),
    });
    scope.route({
      method: "GET",
      url: "/dossiers/:dossierId/captures/:slot",
      schema: {
        ...{ tags, summary: "A captured image. The read is logged" },
        params,
        querystring: z.strictObject({ purpose: purposeSchema }),
        response: { 200: { description: "Image", content: { "image/*": { schema: z.unknown() } } } },
      },
      handler: async (request, reply) => {
        const image = valueOf(await dossiers.viewCapture(deps, actorOf(request), { ...request.params, ...request.query }));
        return reply.type(image.mediaType).send(image.bytes);
      },
    });
  });
}
