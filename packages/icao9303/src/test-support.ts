/** Parameters for `fc.assert`: a seed that is printed, and can be given again as FC_SEED. */
export function seeded(property: string, numRuns = 200): { readonly seed: number; readonly numRuns: number } {
  const seed = Number(process.env["FC_SEED"] ?? Math.trunc(performance.timeOrigin + performance.now()) % 2 ** 31);
  process.stdout.write(`property "${property}": FC_SEED=${seed}\n`);
  return { seed, numRuns };
}
