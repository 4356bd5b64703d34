import { randomUUID } from "node:crypto";
import { templateFormat, templateFromBytes, templateToBytes } from "../matcher/template-bytes.ts";
import type { BiometricComputedData, Encounter, ExtendablePersonIds } from "../schemas.ts";
import type { Handlers, ReferenceSettings } from "./context.ts";
import type { ReferenceError } from "./errors.ts";
import { readFingers } from "./read-fingers.ts";
import type { StoredEncounter } from "./store.ts";

type Ids = { personId: string; encounterId: string };

/** Reads the fingers and keeps their templates; images are not kept. Fingers too unclear to be compared are named in the answer. */
async function enrol(
  settings: ReferenceSettings,
  ids: Ids,
  encounter: Encounter,
  createdDate?: string,
): Promise<ExtendablePersonIds | ReferenceError> {
  const read = readFingers(encounter.biometricData);
  if (typeof read === "string") return read;
  const clear = read.filter(({ template }) => template.quality >= settings.leastQuality);
  if (read.length > 0 && clear.length === 0) return "low-quality";
  const now = settings.now();
  const biometricData = encounter.biometricData.map(({ image: _, ...kept }) => ({ ...kept, encounterId: ids.encounterId }));
  const stored: StoredEncounter = {
    ...ids,
    encounter: { ...encounter, encounterId: ids.encounterId, createdDate: createdDate ?? now, updatedDate: now, biometricData },
    fingers: clear.map(({ biometricSubType, template }) => ({ biometricSubType, template: templateToBytes(template) })),
  };
  if (!(await settings.store.put(stored))) return "full";
  const unclear = read.filter((finger) => !clear.includes(finger)).map(({ biometricSubType }) => biometricSubType);
  return { ...ids, others: { compared: clear.length, lowQuality: unclear } };
}

export const enrolling: Handlers<"createEncounterNoIds" | "createEncounterNoId" | "createEncounter" | "updateEncounter" | "readTemplate"> =
  {
    createEncounterNoIds: ({ settings, body }) => enrol(settings, { personId: randomUUID(), encounterId: randomUUID() }, body),
    createEncounterNoId: ({ settings, path, body }) => enrol(settings, { personId: path.personId, encounterId: randomUUID() }, body),
    createEncounter: async ({ settings, path, body }) => {
      if ((await settings.store.get(path.personId, path.encounterId)) !== undefined) return "already-known";
      return enrol(settings, path, body);
    },
    updateEncounter: async ({ settings, path, body }) => {
      const known = await settings.store.get(path.personId, path.encounterId);
      return known === undefined ? "unknown" : enrol(settings, path, body, known.encounter.createdDate);
    },
    readTemplate: async ({ settings, path, query }) => {
      const known = await settings.store.get(path.personId, path.encounterId);
      if (known === undefined) return "unknown";
      if ((query.biometricType ?? "FINGER") !== "FINGER" || (query.templateFormat ?? templateFormat) !== templateFormat) return [];
      return known.fingers
        .filter(({ biometricSubType }) => query.biometricSubType === undefined || query.biometricSubType === biometricSubType)
        .map(({ biometricSubType, template }): BiometricComputedData => {
          const quality = templateFromBytes(template)?.quality;
          return {
            biometricType: "FINGER",
            biometricSubType: biometricSubType as "UNKNOWN",
            template: Buffer.from(template).toString("base64"),
            templateFormat,
            ...(quality === undefined ? {} : { quality }),
          };
        });
    },
  };
