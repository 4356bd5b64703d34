/** Content and attribute types: RFC 5652 5.1 and 11, 9303-10 4.6.2, 9303-12 9.2. */
export const contentTypes = {
  signedData: "1.2.840.113549.1.7.2",
  ldsSecurityObject: "2.23.136.1.1.1",
  masterList: "2.23.136.1.1.2",
} as const;

export const attributeTypes = {
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
} as const;

/** extKeyUsage of master list signers (9303-12 7.1.1.3). */
export const masterListSigning = "2.23.136.1.1.3";
