/**
 * The DER blocks of a file that holds DER, or PEM with one or more blocks of one of these labels (RFC 7468; `CERTIFICATE`, `X509 CRL`). PEM without such a
 * block gives none.
 */
export function derBlocks(file: Uint8Array, ...labels: readonly string[]): Buffer[] {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (!bytes.includes("-----BEGIN ")) return [bytes];
  const text = bytes.toString("latin1");
  const blocks: Buffer[] = [];
  for (const label of labels) {
    const begin = `-----BEGIN ${label}-----`;
    for (let at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at + 1)) {
      const end = text.indexOf("-----END", at);
      if (end < 0) break;
      blocks.push(Buffer.from(text.slice(at + begin.length, end), "base64"));
    }
  }
  return blocks;
}
