/** The smallest JPEG that a reader takes: markers, a frame of 90 × 120, a scan of three bytes. */
export function smallJpeg(extra: readonly number[] = []): Uint8Array {
  const frame = [0xff, 0xc0, 0x00, 0x0b, 8, 0, 120, 0, 90, 1, 1, 0x11, 0];
  const scan = [0xff, 0xda, 0x00, 0x08, 1, 1, 0, 0, 63, 0, 0x12, 0xff, 0x00, 0x34];
  return Uint8Array.from([0xff, 0xd8, ...extra, ...frame, ...scan, 0xff, 0xd9]);
}
