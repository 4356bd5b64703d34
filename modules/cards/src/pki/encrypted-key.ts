import { createCipheriv, type KeyObject, randomBytes, scryptSync } from "node:crypto";
import { der, derInteger, derOid, pem, tags } from "./der.ts";

const oids = {
  pbes2: "1.2.840.113549.1.5.13",
  scrypt: "1.3.6.1.4.1.11591.4.11",
  aes256Cbc: "2.16.840.1.101.3.4.1.42",
};

/** N = 2¹⁴, r = 8 is what OpenSSL reads within its limit of 32 MiB; p = 5 makes up for it (OWASP, password storage). 0.15 s a try. */
const cost = { N: 2 ** 14, r: 8, p: 5 };

/** PKCS#8 under a passphrase: PBES2 with scrypt (RFC 7914, section 7) and AES-256-CBC, which `openssl pkey` opens. Node writes PBKDF2 only. */
export function encryptedKeyPem(key: KeyObject, passphrase: string): string {
  const salt = randomBytes(16);
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", scryptSync(passphrase, salt, 32, cost), iv);
  const encrypted = Buffer.concat([cipher.update(key.export({ type: "pkcs8", format: "der" })), cipher.final()]);
  const derivation = der(
    tags.sequence,
    derOid(oids.scrypt),
    der(tags.sequence, der(tags.octetString, salt), number(cost.N), number(cost.r), number(cost.p)),
  );
  const encryption = der(tags.sequence, derOid(oids.aes256Cbc), der(tags.octetString, iv));
  const scheme = der(tags.sequence, derOid(oids.pbes2), der(tags.sequence, derivation, encryption));
  return pem("ENCRYPTED PRIVATE KEY", der(tags.sequence, scheme, der(tags.octetString, encrypted)));
}

const number = (value: number) => derInteger(Buffer.from([value >> 8, value & 0xff]));
