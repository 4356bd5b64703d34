import {
  announcePerson,
  changeIdentity,
  createIdentity,
  deleteIdentity,
  deletePerson,
  gallery,
  mergePersons,
  moveIdentity,
  noteReads,
  queryPersons,
  readGallery,
  readIdentities,
  readIdentity,
  readPerson,
  setIdentityStatus,
  updatePerson,
} from "@dinhdanh/exchange";
import { accept, refuse } from "@dinhdanh/kernel";
import type { App } from "../../edge/app.ts";
import type { Register } from "../../register.ts";
import { Raw, serveInterface } from "./serve-interface.ts";

/** What createPerson without a body announces. */
const newborn = { status: "ACTIVE", physicalStatus: "ALIVE" } as const;

/** pr.yaml. What each operation does and answers: docs/osia.md. */
export function prRoutes(app: App, register: Register): void {
  const { exchange } = register;
  serveInterface(app, "pr", {
    findPersons: async ({ agency, query, body }) => {
      if (query.gallery !== undefined && query.gallery !== gallery) return accept([]);
      const found = await queryPersons(exchange, agency, body ?? []);
      if (!found.ok) return found;
      const searched = query.reference === true ? found.value.filter((one) => one.identityId === one.personId) : found.value;
      const pairs = searched.map(({ personId, identityId }) => (query.group === true ? { personId } : { personId, identityId }));
      const listed = query.group === true ? [...new Map(pairs.map((one) => [one.personId, one])).values()] : pairs;
      const page = listed.slice(query.offset, query.offset + query.limit);
      await noteReads(exchange, agency, "findPersons", [...new Set(page.map(({ personId }) => personId))]); // prettier-ignore
      return accept(page);
    },
    createPerson: ({ agency, path, query, body }) => announcePerson(exchange, { agency, ...path, ...query }, body ?? newborn),
    readPerson: ({ agency, path }) => readPerson(exchange, agency, path.personId),
    updatePerson: ({ agency, path, query, body }) => updatePerson(exchange, register, { agency, ...path, ...query }, body),
    deletePerson: ({ agency, path, query }) => deletePerson(exchange, { agency, ...path, ...query }),
    mergePerson: ({ agency, path, query }) => mergePersons(exchange, register, { agency, ...path, ...query }),
    readIdentities: ({ agency, path }) => readIdentities(exchange, register, agency, { ...path, view: "readIdentities" }),
    createIdentity: async ({ agency, path, query, body }) => {
      const created = await createIdentity(exchange, register, { agency, ...path, ...query }, body ?? {});
      // its file has no 409: the same transaction with other content is a fault of the request
      return !created.ok && created.refusal.code === "already-exists" ? refuse("transaction-differs") : created;
    },
    createIdentityWithId: async ({ agency, path, query, body }) => {
      const created = await createIdentity(exchange, register, { agency, ...path, ...query }, body ?? {});
      return created.ok ? accept(null) : created;
    },
    readIdentity: ({ agency, path }) => readIdentity(exchange, register, agency, { ...path, view: "readIdentity" }),
    updateIdentity: ({ agency, path, query, body }) => changeIdentity(exchange, register, { agency, ...path, ...query }, body ?? {}),
    partialUpdateIdentity: ({ agency, path, query, body }) => changeIdentity(exchange, register, { agency, ...path, ...query }, body ?? {}),
    deleteIdentity: ({ agency, path }) => deleteIdentity(exchange, register, { agency, ...path }),
    moveIdentity: ({ agency, path, query }) => moveIdentity(exchange, register, { agency, ...path, ...query }),
    setIdentityStatus: ({ agency, path, query }) => setIdentityStatus(exchange, register, { agency, ...path, status: query.status }),
    defineReference: async ({ agency, path }) => {
      const read = await readIdentity(exchange, register, agency, { ...path, view: "defineReference" });
      if (!read.ok) return read;
      // what the register holds is a person's reference
      return path.identityId === path.personId ? accept(null) : refuse("status-follows");
    },
    readReference: ({ agency, path }) => readIdentity(exchange, register, agency, { ...path, view: "readReference" }),
    readGalleries: async () => accept([gallery]),
    // pr.yaml has its special value ALL at the transaction
    readGalleryContent: async ({ path, query, request }) => {
      const read = await readGallery(exchange, query.transactionId === "ALL" ? "ALL" : path.galleryId, query);
      if (!read.ok || !/\btext\/csv\b/.test(request.headers.accept ?? "")) return read;
      const lines = read.value.map(({ personId, identityId }) => `${personId},${identityId}\n`);
      return accept(new Raw("text/csv; charset=utf-8", `PersonId,identityId\n${lines.join("")}`));
    },
  });
}
