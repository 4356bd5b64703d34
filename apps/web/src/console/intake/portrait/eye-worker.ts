import { openEye } from "./eye.ts";
import type { EyeAnswer, EyeOrder } from "./load-eye.ts";

/** The eye beside the page: opening it takes half a second of the processor, each look 60 to 80 ms, and the page must answer keys meanwhile. */
const post = (message: EyeAnswer) => self.postMessage(message);
let eye: ReturnType<typeof openEye> | undefined;

async function answer(order: EyeOrder): Promise<EyeAnswer["value"]> {
  if (order.kind === "open") eye = openEye(order.folder);
  if (eye === undefined) throw new Error("the eye is not open");
  const { look, read } = await eye;
  if (order.kind === "open") return null;
  return order.kind === "look" ? look(order.picture) : read(order.bytes);
}

addEventListener("message", ({ data }: MessageEvent<EyeOrder>) => {
  answer(data).then(
    (value) => post({ id: data.id, value }),
    (error: unknown) => post({ id: data.id, value: null, failed: error instanceof Error ? error.message : "failed" }),
  );
});
