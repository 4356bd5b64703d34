/** Components of A to Z, at least one primary. */
export type NameComponents = { primary: readonly string[]; secondary: readonly string[] };

/**
 * The name field of an MRZ (9303-3 4.6): components separated by `<`, primary and secondary identifier by `<<`, filled with `<`.
 *
 * A name that does not fit is truncated so that the field ends with a letter (9303-4 4.2.3, 9303-5 4.2.2.3 and 4.2.3). Of the methods that ICAO leaves to the
 * issuer: the primary identifier stays whole as long as the first letter of the secondary fits after it; else its components after the first become initials
 * from the last backwards (4.2.3.2 a). The secondary identifier then takes all that is left: its last components are shortened, by no more letters than needed,
 * down to initials (4.2.3.1 a).
 */
export function writeNameField({ primary, secondary }: NameComponents, width: number): { field: string; truncated: boolean } {
  const whole = secondary.length === 0 ? primary.join("<") : `${primary.join("<")}<<${secondary.join("<")}`;
  if (whole.length <= width) return { field: whole.padEnd(width, "<"), truncated: false };
  if (secondary.length === 0) return { field: shorten(primary, width).padEnd(width, "<"), truncated: true };
  const initials = asInitials(primary, width - 3);
  const room = width - 2 - initials.length;
  const rest = secondary.join("<");
  // where initials free more than the secondary identifier needs, the primary one takes it back
  const field = rest.length <= room ? `${shorten(primary, width - 2 - rest.length)}<<${rest}` : `${initials}<<${shorten(secondary, room)}`;
  return { field: field.padEnd(width, "<"), truncated: true };
}

/** At most `width` characters of the components, which are longer together: exactly as many, unless only components of one letter are left and an odd one does not fit. */
function shorten(components: readonly string[], width: number): string {
  // each component needs a letter, each but the first a separator before it
  const kept = components.slice(0, Math.floor((width + 1) / 2));
  let excess = kept.join("<").length - width;
  for (let i = kept.length - 1; i >= 0 && excess > 0; i -= 1) {
    const component = kept[i] as string;
    const cut = Math.min(excess, component.length - 1);
    kept[i] = component.slice(0, component.length - cut);
    excess -= cut;
  }
  return kept.join("<");
}

/** At most `width` characters: components after the first become initials from the last backwards, then the first is cut, then the last ones go. */
function asInitials(components: readonly string[], width: number): string {
  const kept = [...components];
  const excess = () => kept.join("<").length - width;
  for (let i = kept.length - 1; i > 0 && excess() > 0; i -= 1) kept[i] = (kept[i] as string).charAt(0);
  return excess() > 0 ? shorten(kept, width) : kept.join("<");
}

/** The components of a name field, `undefined` where it is none: empty, more than one `<<`, digits, a filler in front. */
export function readNameField(field: string): NameComponents | undefined {
  const match = /^([A-Z]+(?:<[A-Z]+)*)(?:<<([A-Z]+(?:<[A-Z]+)*))?<*$/.exec(field);
  const primary = match?.[1];
  if (primary === undefined) return undefined;
  return { primary: primary.split("<"), secondary: match?.[2]?.split("<") ?? [] };
}
