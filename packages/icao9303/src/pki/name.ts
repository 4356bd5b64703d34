import type { Name } from "@peculiar/asn1-x509";

/** Attribute types of 9303-12 7.1.1.1, as people write them (RFC 4514 3). */
const shortTypes: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.5": "SERIALNUMBER",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
};

/** A name as text, `C=UT,O=Utopia,CN=CSCA`: the same for the same attributes in any string type, because authorities re-encode their names. */
export const nameText = (name: Name): string =>
  name.map((set) => set.map(({ type, value }) => `${shortTypes[type] ?? type}=${escaped(value.toString())}`).join("+")).join(",");

const escaped = (text: string) => text.trim().replace(/[\\,+=]/g, "\\$&");
