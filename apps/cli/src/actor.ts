import { type Actor, systemActor } from "@dinhdanh/kernel";
import type { Register } from "@dinhdanh/server";
import { listOfficers } from "@dinhdanh/staff";
import { Refused } from "./output.ts";

/** Who a command acts for: the officer named, with role and scope, or the program itself. */
export async function actorFor({ sql }: Register, code: string | undefined): Promise<Actor> {
  if (code === undefined) return systemActor;
  const officer = (await listOfficers(sql)).find((one) => one.code === code && one.disabledAt === null);
  if (officer === undefined) throw new Refused({ code: "unknown-officer", retryable: false });
  return { code, role: officer.role, scope: officer.scope };
}
