import cookie from "@fastify/cookie";
import { newId } from "@dinhdanh/kernel";
import fastify, { LogController } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { App } from "./edge/app.ts";
import { serveConsole, webConsole } from "./edge/console.ts";
import { health } from "./edge/health.ts";
import { metrics } from "./edge/metrics.ts";
import { describeApi } from "./edge/openapi.ts";
import { enforcePolicies } from "./edge/policy.ts";
import { logRequests } from "./edge/request-log.ts";
import { requireSameOrigin } from "./edge/same-origin.ts";
import { refuseUnstorableText } from "./edge/storable-text.ts";
import { securityHeaders } from "./edge/security-headers.ts";
import { loggerOptions } from "./log.ts";
import { answerProblem } from "./problems/error-handler.ts";
import type { Register } from "./register.ts";
import { abisRoutes } from "./routes/abis.ts";
import { cardRoutes } from "./routes/cards.ts";
import { osiaRoutes } from "./routes/osia/index.ts";
import { agencyRoutes } from "./routes/agencies.ts";
import { areaRoutes } from "./routes/areas.ts";
import { productionRoutes } from "./routes/production.ts";
import { duplicateRoutes } from "./routes/duplicates.ts";
import { collectedRoutes } from "./routes/collected.ts";
import { exclusionRoutes } from "./routes/exclusions.ts";
import { dossierCaptureRoutes } from "./routes/dossier-captures.ts";
import { dossierRoutes } from "./routes/dossiers.ts";
import { dossierWorkRoutes } from "./routes/dossier-work.ts";
import { figureRoutes } from "./routes/figures.ts";
import { importRoutes } from "./routes/imports.ts";
import { lifeRoutes } from "./routes/life.ts";
import { numberRoutes } from "./routes/numbers.ts";
import { peopleRoutes } from "./routes/people.ts";
import { qualityRoutes } from "./routes/quality.ts";
import { remainingRoutes } from "./routes/remaining.ts";
import { sessionRoutes } from "./routes/session.ts";
import { slipRoutes } from "./routes/slips.ts";
import { trustRoutes } from "./routes/trust.ts";
import { unitRoutes } from "./routes/units.ts";

export type ServerOptions = {
  /** officers may be chosen without a password */
  demo: boolean;
  /** the built console, `apps/web/dist` */
  webFolder: URL | string;
  version: string;
  /** default 4 GiB: a roll of the largest province with all columns takes 2 */
  largestUploadBytes?: number;
  /** of pino; default `info` */
  logLevel?: string;
  /** where log lines go; default standard output */
  logTo?: { write: (line: string) => void };
};

/** The HTTP edge over a register: the API with its description, the console, health and figures of the process. Not yet listening. */
export function createServer(register: Register, options: ServerOptions): App {
  const logger = { ...loggerOptions(options.logLevel ?? "info"), ...(options.logTo === undefined ? {} : { stream: options.logTo }) };
  const app: App = fastify({
    logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    // addresses that cannot be decoded never reach a route
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply),
    // https ends at a proxy on this machine, whose word on protocol and host is taken
    trustProxy: "loopback",
    // as long as Node takes a head: an id of any length is told apart by its route, not by the router
    routerOptions: { maxParamLength: 16_384 },
    forceCloseConnections: "idle",
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const web = webConsole(options.webFolder);
  app.setErrorHandler(answerProblem);
  securityHeaders(app, web);
  logRequests(app);
  requireSameOrigin(app);
  refuseUnstorableText(app);
  void app.register(cookie);
  describeApi(app, options.version);
  // plugins that decorate, such as cookies and the description, must be in place before routes are made
  app.after(() => {
    enforcePolicies(app, register);
    metrics(app);
    health(app, register);
    void app.register(
      async (api: App) => {
        sessionRoutes(api, register, options);
        unitRoutes(api, register);
        figureRoutes(api, register);
        collectedRoutes(api, register);
        remainingRoutes(api, register);
        peopleRoutes(api, register);
        lifeRoutes(api, register);
        numberRoutes(api, register);
        slipRoutes(api, register);
        exclusionRoutes(api, register);
        duplicateRoutes(api, register);
        qualityRoutes(api, register);
        importRoutes(api, register, options);
        await api.register(async (open: App) => trustRoutes(open, register));
        abisRoutes(api, register);
        cardRoutes(api, register);
        productionRoutes(api, register);
        dossierRoutes(api, register);
        dossierWorkRoutes(api, register);
        dossierCaptureRoutes(api, register);
        agencyRoutes(api, register);
        areaRoutes(api, register);
      },
      { prefix: "/api/v1" },
    );
    void app.register(async (osia: App) => osiaRoutes(osia, register), { prefix: "/osia" });
    serveConsole(app, web);
  });
  return app;
}
