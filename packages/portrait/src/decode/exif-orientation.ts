/** How a camera was held, 1 to 8 (Exif 2.3, tag 0x0112), from the body of an APP1 segment; `undefined` when it does not say. Only the first directory is read. */
export function orientationOf(body: Uint8Array): number | undefined {
  if (String.fromCharCode(...body.subarray(0, 6)) !== "Exif\0\0" || body.length < 14) return undefined;
  const view = new DataView(body.buffer, body.byteOffset + 6, body.length - 6);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  const little = order === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return undefined;
  const entries = view.getUint16(directory, little);
  for (let i = 0; i < entries; i += 1) {
    const at = directory + 2 + i * 12;
    if (at + 12 > view.byteLength) return undefined;
    if (view.getUint16(at, little) !== 0x0112) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}
