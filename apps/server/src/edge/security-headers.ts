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
  const same = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(), geolocation=()",
  };
  // answers about people must not stay in a cache; the console's own files say otherwise themselves
  const ofApi = { ...same, "content-security-policy": policyWith([]), "cache-control": "no-store" };
  let ofPage: { of: readonly string[]; headers: typeof same } | undefined;
  // the page is looked for on the disk, which the API need not wait for
  const headersOfPage = () => {
    const scripts = web.page()?.inlineScripts ?? none;
    if (ofPage?.of !== scripts) ofPage = { of: scripts, headers: { ...same, ...{ "content-security-policy": policyWith(scripts) } } };
    return ofPage.headers;
  };
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(/^\/(api|osia)\//.test(request.url) ? ofApi : headersOfPage()).header("x-request-id", request.id);
    if (request.protocol === "https") reply.header("strict-transport-security", "max-age=31536000");
    done();
  });
}

const none: readonly string[] = [];
