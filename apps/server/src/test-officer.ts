import { systemActor } from "@dinhdanh/kernel";
import { addOfficer, type NewOfficer } from "@dinhdanh/staff";
import type { Call, TestServer } from "./test-server.ts";

const password = "mật khẩu đủ dài để thử";

/** Adds an officer who is none of the demonstration, and signs them in. */
export async function signedIn(server: TestServer, officer: Pick<NewOfficer, "code" | "role" | "scope">): Promise<Call> {
  const added = await addOfficer(server.register, systemActor, { ...officer, name: `Cán bộ ${officer.code}`, password });
  if (!added.ok) throw new Error(`officer ${officer.code}: ${added.refusal.code}`);
  const { headers } = await server.call("POST", "/api/v1/session", { body: { code: officer.code, password } });
  const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
  return (method, path, options = {}) => server.call(method, path, { ...options, headers: { cookie, ...options.headers } });
}
