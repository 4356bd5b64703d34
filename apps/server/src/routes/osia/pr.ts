import {
  announcePerson,
  changeIdentity,
  gallery,
  noteReads,
  queryPersons,
  readGallery,
  readIdentity,
  readPerson,
  registerIdentity,
  updatePerson,
} from "@dinhdanh/exchange";
import { accept, refuse } from "@dinhdanh/kernel";
import type { App } from "../../edge/app.ts";
import type { Register } from "../../register.ts";
import { Raw, serveInterface } from "./serve-interface.ts";

/** pr.yaml. What the register does not do by message says why; docs/osia.md lists it. */
export function prRoutes(app: App, register: Register): void {
  const { exchange } = register;
  serveInterface(app, "pr", {
    findPersons: async ({ agency, query, body }) => {
      if (query.gallery !== undefined && query.gallery !== gallery) return accept([]);
      const found = await queryPersons(exchange, agency, body);
      if (!found.ok) return found;
      const ids = found.value.slice(query.offset, query.offset + query.limit).map(({ personId }) => personId);
      await noteReads(exchange, agency, "findPersons", ids);
      return accept(ids.map((personId) => (query.group === true ? { personId } : { personId, identityId: personId })));
    },
    createPerson: ({ agency, path, query, body }) => announcePerson(exchange, { agency, ...path, ...query }, body),
    readPerson: ({ agency, path }) => readPerson(exchange, agency, path.personId),
    updatePerson: ({ agency, path, query, body }) => updatePerson(exchange, { agency, ...path, ...query }, body),
    deletePerson: async () => refuse("never-deleted"),
    mergePerson: async () => refuse("adjudication-elsewhere"),
    readIdentities: async ({ agency, path }) => {
      const read = await readIdentity(exchange, agency, { ...path, view: "readIdentities" });
      if (read.ok) return accept([read.value]);
      return read.refusal.code === "unknown-person" ? refuse("unknown-person") : refuse("unknown-record");
    },
    createIdentity: ({ agency, path, query, body }) => registerIdentity(exchange, register, { agency, ...path, ...query }, body),
    createIdentityWithId: async ({ agency, path, query, body }) => {
      const registered = await registerIdentity(exchange, register, { agency, ...path, ...query }, body);
      return registered.ok ? accept(null) : registered;
    },
    readIdentity: ({ agency, path }) => readIdentity(exchange, agency, { ...path, view: "readIdentity" }),
    updateIdentity: ({ agency, path, query, body }) => changeIdentity(exchange, { agency, ...path, ...query }, body),
    partialUpdateIdentity: ({ agency, path, query, body }) => changeIdentity(exchange, { agency, ...path, ...query }, body),
    deleteIdentity: async () => refuse("never-deleted"),
    moveIdentity: async () => refuse("adjudication-elsewhere"),
    setIdentityStatus: async () => refuse("adjudication-elsewhere"),
    defineReference: async ({ agency, path }) => {
      const read = await readIdentity(exchange, agency, { ...path, view: "defineReference" });
      // a person's one identity is their reference
      return read.ok ? accept(null) : read;
    },
    readReference: ({ agency, path }) => readIdentity(exchange, agency, { ...path, view: "readReference" }),
    readGalleries: async () => accept([gallery]),
    readGalleryContent: async ({ path, query, request }) => {
      const read = await readGallery(exchange, path.galleryId, query);
      if (!read.ok || !/\btext\/csv\b/.test(request.headers.accept ?? "")) return read;
      const lines = read.value.map(({ personId, identityId }) => `${personId},${identityId}\n`);
      return accept(new Raw("text/csv; charset=utf-8", `PersonId,identityId\n${lines.join("")}`));
    },
  });
}
