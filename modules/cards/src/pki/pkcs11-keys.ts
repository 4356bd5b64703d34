import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import type * as Pkcs11 from "pkcs11js";
import { digest, curves, pointOfSpki, signatureOfRaw, spkiOfPoint } from "./algorithm.ts";
import { derOid } from "./der.ts";
import type { KeyAccess, KeyStore, StoredKey } from "./key-store.ts";
import { type KeyAlgorithm, keyAlgorithms } from "./settings.ts";

export type Pkcs11Refusal = "pkcs11-not-installed" | "pkcs11-module" | "pkcs11-slot" | "wrong-pin";

type Library = typeof Pkcs11;

/** Keys in a token behind PKCS#11 2.40: generated there, marked sensitive and not extractable; only hashes go in and signatures come out. */
export async function openPkcs11Keys(access: KeyAccess & { kind: "pkcs11" }): Promise<Outcome<KeyStore, Pkcs11Refusal>> {
  const library = loadLibrary();
  if (library === undefined) return refuse("pkcs11-not-installed");
  const token = new library.PKCS11();
  try {
    token.load(access.module);
  } catch {
    return refuse("pkcs11-module", { module: access.module });
  }
  const initialised = initialise(library, token);
  const leave = () => {
    if (initialised) token.C_Finalize();
    token.close();
  };
  const slots = token.C_GetSlotList(true).filter((slot) => (token.C_GetTokenInfo(slot).flags & library.CKF_TOKEN_INITIALIZED) !== 0);
  const slot = access.slot === null && slots.length === 1 ? slots[0] : slots.find((candidate) => numberOf(candidate) === access.slot);
  if (slot === undefined) {
    leave();
    return refuse("pkcs11-slot", { slots: slots.map(numberOf).join(" ") });
  }
  const session = token.C_OpenSession(slot, library.CKF_SERIAL_SESSION | library.CKF_RW_SESSION);
  if (!logIn(library, token, session, access.pin)) {
    leave();
    return refuse("wrong-pin");
  }
  return accept(keysOf({ library, token, slot, session }, leave));
}

/** The package is optional: it is compiled where it is installed, and machines without hardware need none. */
function loadLibrary(): Library | undefined {
  try {
    return createRequire(import.meta.url)("pkcs11js") as Library;
  } catch {
    return undefined;
  }
}

/** @returns false when this process has initialised the module before; who did finalises it */
function initialise(library: Library, token: Pkcs11.PKCS11): boolean {
  try {
    // signing off the main thread needs the module to lock for itself
    token.C_Initialize({ flags: library.CKF_OS_LOCKING_OK });
    return true;
  } catch (error) {
    if (codeOf(error) !== library.CKR_CRYPTOKI_ALREADY_INITIALIZED) throw error;
    return false;
  }
}

const codeOf = (error: unknown) => (error as { code?: number }).code;
const numberOf = (slot: Pkcs11.Handle) => Number(slot.length === 8 ? slot.readBigUInt64LE() : slot.readUInt32LE());

/** @returns false when the PIN is wrong; a process logs in once for all its sessions */
function logIn(library: Library, token: Pkcs11.PKCS11, session: Pkcs11.Handle, pin: string): boolean {
  try {
    token.C_Login(session, library.CKU_USER, pin);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === library.CKR_USER_ALREADY_LOGGED_IN) return true;
    if ([library.CKR_PIN_INCORRECT, library.CKR_PIN_LEN_RANGE, library.CKR_PIN_INVALID, library.CKR_PIN_LOCKED].includes(code ?? 0))
      return false;
    throw error;
  }
}

type Token = { library: Library; token: Pkcs11.PKCS11; slot: Pkcs11.Handle; session: Pkcs11.Handle };

function keysOf(at: Token, leave: () => void): KeyStore {
  const { library, token, slot, session } = at;
  const find = async (label: string) => storedKeys(at, label)[0];
  return {
    kind: "pkcs11",
    generate: async (label, algorithm) => {
      if ((await find(label)) !== undefined) throw new Error(`there is a key ${label} already`);
      await token.C_GenerateKeyPairAsync(
        session,
        { mechanism: library.CKM_EC_KEY_PAIR_GEN },
        ...templates(library, label, derOid(curves[algorithm].curveOid)),
      );
      const made = await find(label);
      if (made === undefined) throw new Error(`the module lost the key ${label}`);
      return made;
    },
    sign: async (label, data) => {
      const { algorithm } = (await find(label)) ?? missing(label);
      // a session of its own: several signatures may be under way at once
      const own = token.C_OpenSession(slot, library.CKF_SERIAL_SESSION);
      try {
        const [key = missing(label)] = handles(at, library.CKO_PRIVATE_KEY, label);
        token.C_SignInit(own, { mechanism: library.CKM_ECDSA }, key);
        const raw = await token.C_SignAsync(own, digest(algorithm, data), Buffer.alloc(2 * curves[algorithm].size));
        return signatureOfRaw(Buffer.from(raw));
      } finally {
        token.C_CloseSession(own);
      }
    },
    find,
    list: async () => storedKeys(at),
    destroy: async (label) => {
      for (const kind of [library.CKO_PRIVATE_KEY, library.CKO_PUBLIC_KEY])
        for (const handle of handles(at, kind, label)) token.C_DestroyObject(session, handle);
    },
    privateKey: async () => undefined,
    close: async () => {
      token.C_CloseSession(session);
      leave();
    },
  };
}

function missing(label: string): never {
  throw new Error(`there is no key ${label}`);
}

function templates(library: Library, label: string, curve: Buffer): [Pkcs11.Template, Pkcs11.Template] {
  const both = [
    { type: library.CKA_TOKEN, value: true },
    { type: library.CKA_LABEL, value: label },
    { type: library.CKA_ID, value: createHash("sha256").update(label).digest().subarray(0, 16) },
  ];
  return [
    [...both, { type: library.CKA_VERIFY, value: true }, { type: library.CKA_EC_PARAMS, value: curve }],
    [
      ...both,
      { type: library.CKA_PRIVATE, value: true },
      { type: library.CKA_SENSITIVE, value: true },
      { type: library.CKA_EXTRACTABLE, value: false },
      { type: library.CKA_SIGN, value: true },
    ],
  ];
}

function handles({ library, token, session }: Token, kind: number, label?: string): Pkcs11.Handle[] {
  const ofLabel = label === undefined ? [] : [{ type: library.CKA_LABEL, value: label }];
  token.C_FindObjectsInit(session, [
    { type: library.CKA_CLASS, value: kind },
    { type: library.CKA_KEY_TYPE, value: library.CKK_EC },
    ...ofLabel,
  ]);
  const found: Pkcs11.Handle[] = [];
  try {
    for (let next = token.C_FindObjects(session); next !== null; next = token.C_FindObjects(session)) found.push(next);
  } finally {
    token.C_FindObjectsFinal(session);
  }
  return found;
}

/** A token may hold keys of others: those of other curves are not ours. */
function storedKeys(at: Token, label?: string): StoredKey[] {
  const { library, token, session } = at;
  return handles(at, library.CKO_PUBLIC_KEY, label).flatMap((handle) => {
    const [name, parameters, point] = token
      .C_GetAttributeValue(session, handle, [{ type: library.CKA_LABEL }, { type: library.CKA_EC_PARAMS }, { type: library.CKA_EC_POINT }])
      .map(({ value }) => value);
    const algorithm = keyAlgorithms.find((candidate) => parameters?.equals(derOid(curves[candidate].curveOid)) === true);
    if (name === undefined || point === undefined || algorithm === undefined) return [];
    return [{ label: name.toString("utf8"), algorithm, publicKey: spkiOf(algorithm, point) }];
  });
}

/** The point comes as an OCTET STRING around `04 ‖ x ‖ y`. */
const spkiOf = (algorithm: KeyAlgorithm, point: Buffer) => spkiOfPoint(algorithm, pointOfSpki(algorithm, point));
