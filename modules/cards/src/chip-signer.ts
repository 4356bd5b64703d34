import { X509Certificate } from "node:crypto";
import { type Signer, softwareSigner } from "@dinhdanh/icao9303";
import type { DocumentSigner } from "./pki/open-signer.ts";

/** A document signer in the shape in which chips are signed. @throws when its period ends while it signs: what was signed before stands */
export function chipSigner(signer: DocumentSigner): Signer {
  if (signer.privateKey !== undefined) return softwareSigner(signer.certificate, signer.privateKey);
  const curve = new X509Certificate(signer.certificate).publicKey.asymmetricKeyDetails?.namedCurve;
  return {
    certificateDer: signer.certificate,
    algorithm: curve === "secp384r1" ? "ecdsa-sha384" : "ecdsa-sha256",
    sign: async (data) => {
      const signed = await signer.sign(data);
      if (!signed.ok) throw new Error(`the signer may not sign any more: ${signed.refusal.code}`);
      return signed.value.der;
    },
  };
}
