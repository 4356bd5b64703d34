import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import type { App } from "./app.ts";

/** OpenAPI 3.1 made from the routes' schemas; must be registered before them. */
export function describeApi(app: App, version: string): void {
  void app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Định Danh",
        version,
        description:
          "The national population register: figures of the campaign, the people behind them, and the import of rolls and acts. " +
          "Sign in at POST /api/v1/session; the session is the cookie `dinhdanh`. Errors are RFC 9457 problems in Vietnamese or English (Accept-Language). " +
          "Agencies ask OSIA's interfaces (pr, uin, dataaccess, notification) below /osia, with a token of POST /osia/oauth/token: docs/osia.md.",
      },
      servers: [{ url: "/" }],
      components: { securitySchemes: { session: { type: "apiKey", in: "cookie", name: "dinhdanh" } } },
      security: [{ session: [] }],
    },
    transform: jsonSchemaTransform,
  });
  void app.register(swaggerUi, { routePrefix: "/api/docs", uiConfig: { validatorUrl: null, url: "/api/openapi.json" } });
  app.route({ method: "GET", url: "/api/openapi.json", schema: { hide: true }, handler: async () => app.swagger() });
}
