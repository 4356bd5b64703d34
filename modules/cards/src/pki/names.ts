import { AttributeTypeAndValue, AttributeValue, GeneralName, Name, RelativeDistinguishedName } from "@peculiar/asn1-x509";
import type { PkiSettings } from "./settings.ts";

const oids = { commonName: "2.5.4.3", country: "2.5.4.6", locality: "2.5.4.7", organisation: "2.5.4.10" };

const rdn = (type: string, value: AttributeValue) => new RelativeDistinguishedName([new AttributeTypeAndValue({ type, value })]);

/** C as PrintableString in upper case, the rest as UTF8String (ICAO Doc 9303-12, table 3, issuer and subject). */
export const distinguishedName = (settings: PkiSettings, commonName: string): Name =>
  new Name([
    rdn(oids.country, new AttributeValue({ printableString: settings.country })),
    rdn(oids.organisation, new AttributeValue({ utf8String: settings.organisation })),
    rdn(oids.commonName, new AttributeValue({ utf8String: commonName })),
  ]);

/** Alternative names of issuer and subject: how to reach it, and the three letters of the MRZ as L (ICAO Doc 9303-12, 7.1.1.2). */
export const alternativeNames = (settings: PkiSettings): GeneralName[] => [
  new GeneralName({ rfc822Name: settings.contact }),
  new GeneralName({
    directoryName: new Name([rdn(oids.locality, new AttributeValue({ printableString: settings.issuingState }))]),
  }),
];

export const numbered = (name: string, number: number): string => `${name} ${twoDigits(number)}`;
/** 1 → `01`: how certificates and their files are counted. */
export const twoDigits = (number: number): string => String(number).padStart(2, "0");
