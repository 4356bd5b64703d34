/** A JPEG of 120 × 160 by its markers; what its scan holds is noise. */
export function jpeg(bytes: number): Buffer {
  const frame = [0xff, 0xc0, 0, 0x0b, 8, 0, 160, 0, 120, 1, 1, 0x11, 0];
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0];
  const noise = Array.from({ length: bytes - 27 }, (_, n) => (n * 7919) % 255);
  return Buffer.from([0xff, 0xd8, ...frame, ...scan, ...noise, 0xff, 0xd9]);
}
