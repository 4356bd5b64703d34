import type { MigrationSource } from "@dinhdanh/postgres";

export * from "./contract.ts";
export { addOfficer, type AddOfficerRefusal } from "./add-officer.ts";
export { addDemoOfficers, listDemoOfficers, signInDemo, type SignInDemoRefusal } from "./demo.ts";
export { officerSubjectId, type StaffDeps } from "./deps.ts";
export { disableOfficer, type DisableOfficerRefusal } from "./disable-officer.ts";
export { hashPassword, passwordMatches } from "./password.ts";
export { resetPassword, type ResetPasswordRefusal } from "./reset-password.ts";
export { mayRead, scopeRefusal, type ScopeRefusalCode, scopeUnitId } from "./scope.ts";
export { actorOf, actorOfSession, type OpenedSession, sessionIdleMs, sessionLongestMs, sessionOf, signOut } from "./session.ts";
export { signIn, type SignInRefusal } from "./sign-in.ts";
export { enabledOfficers, listOfficers, officerNames } from "./store/officers.ts";

export const migrations: MigrationSource = { schema: "staff", folder: new URL("migrations/", import.meta.url) };
