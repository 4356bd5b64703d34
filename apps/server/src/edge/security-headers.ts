import type { App } from "./app.ts";
import type { WebConsole } from "./console.ts";

const policyWith = (scripts: readonly string[]) =>
  [
    "default-src 'self'",
    // the face detector is WebAssembly
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts].join(" "),
    // Mantine writes styles into elements
    "style-src 'self' 'unsafe-inline'",
    // portraits come as blobs, so that their reading states a purpose and leaves nothing in a cache
    "img-src 'self' data: blob:",
    // a capture device is a program on the officer's own machine (docs/capture-protocol.md)
    "connect-src 'self' http://127.0.0.1:*",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/** The console loads nothing from elsewhere, and of scripts inside the page only its own, by hash. */
export function securityHeaders(app: App, web: WebConsole): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.headers({
      "content-security-policy": policyWith(web.page()?.inlineScripts ?? []),
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": "camera=(self), microphone=(), geolocation=()",
      "x-request-id": request.id,
    });
    if (request.protocol === "https") reply.header("strict-transport-security", "max-age=31536000");
    // answers about people must not stay in a cache; the console's own files say otherwise themselves
    if (/^\/(api|osia)\//.test(request.url)) reply.header("cache-control", "no-store");
  });
}
