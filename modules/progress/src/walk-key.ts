import { searchKey } from "@dinhdanh/vietnamese";

/** Beyond it two addresses are told apart by themselves: the key stands in an index, and in every row of standing. */
const longest = 60;

/**
 * Where an address lies on a walk through its commune, as text that is compared byte by byte: without diacritics, and each number led by how
 * many digits it has, so that number 9 comes before number 10. Null when there is none.
 */
export function walkKey(address: string | undefined): string | null {
  if (address === undefined) return null;
  const key = searchKey(address).replace(/0*(\d{1,9})(?!\d)/g, (_, digits: string) => `${digits.length}${digits}`);
  return key.slice(0, longest).toWellFormed();
}
