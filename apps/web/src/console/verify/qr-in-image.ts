/** Widest side of the picture in which the QR is looked for: larger photos cost seconds and find no more. */
const widest = 2000;

/** The text of the QR in a picture; it is read here and never sent. Undefined when there is none, or the file is no picture. */
export async function qrInImage(file: Blob): Promise<string | undefined> {
  const { default: decodeQR } = await import("qr/decode.js");
  try {
    const picture = await createImageBitmap(file);
    // small drawings are enlarged: a module of one pixel is too fine for the reader
    const side = Math.max(picture.width, picture.height);
    const scale = side > widest ? widest / side : side < 300 ? 4 : 1;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const drawing = canvas.getContext("2d");
    if (drawing === null) return undefined;
    drawing.imageSmoothingEnabled = scale < 1;
    drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return decodeQR(drawing.getImageData(0, 0, canvas.width, canvas.height), { effort: Number.POSITIVE_INFINITY, timeLimit: 3000 });
  } catch {
    return undefined;
  }
}
