import { Problem } from "../api/problem.ts";

/** @throws {Problem} `file-cut`: an answer that has begun can only break off */
export async function wholeFile(response: Response, onBytes: (bytes: number) => void): Promise<Blob> {
  const parts: BlobPart[] = [];
  let bytes = 0;
  try {
    const reader = response.body?.getReader();
    for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
      parts.push(next.value);
      bytes += next.value.byteLength;
      onBytes(bytes);
    }
  } catch {
    throw new Problem(0, "file-cut", "file-cut");
  }
  return new Blob(parts, { type: response.headers.get("content-type") ?? "" });
}
