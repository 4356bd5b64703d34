/** Tags of the files of the eMRTD application (9303-10 4.6 and 4.7). */
export const fileTags = { com: 0x60, sod: 0x77 } as const;

/** Tag of data group 1 to 16; they are not in order. */
const groupTags = [0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70] as const;

/** @param group 1 to 16 */
export function groupTag(group: number): number {
  const tag = groupTags[group - 1];
  if (tag === undefined) throw new RangeError(`There is no data group ${group}`);
  return tag;
}

/** The number of the data group with this tag. */
export function groupOfTag(tag: number): number | undefined {
  const index = (groupTags as readonly number[]).indexOf(tag);
  return index < 0 ? undefined : index + 1;
}
