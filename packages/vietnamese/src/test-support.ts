import iconv from "iconv-lite";
import { toneOf, TONE_MARKS, withoutTones } from "./letters.ts";
import type { Encoding } from "./decoder.ts";

/** Parameters for `fc.assert`: a seed that is printed, and can be given again as FC_SEED. */
export function seeded(property: string, numRuns = 200): { readonly seed: number; readonly numRuns: number } {
  const seed = Number(process.env["FC_SEED"] ?? Math.trunc(performance.timeOrigin + performance.now()) % 2 ** 31);
  process.stdout.write(`property "${property}": FC_SEED=${seed}\n`);
  return { seed, numRuns };
}

/** Prose, names of units and roll lines; the personal names are made up. */
export const CORPUS = [
  "STT,Họ và tên,Ngày sinh,Giới tính,Nơi thường trú\r\n",
  '1,Nguyễn Thị Ví Dụ,01/01/1990,Nữ,"Thôn Đồng Bản, xã Thử Nghiệm, huyện Kim Bảng"\r\n',
  '2,Trần Văn Giả Định,1985,Nam,"Tổ 5, phường Lê Hồng Phong, thành phố Phủ Lý"\r\n',
  '3,Đặng Quỳnh Thí Dụ,12/1979,Nữ,"Xóm 3, xã Thanh Thủy, huyện Thanh Liêm"\r\n',
  "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi. Mọi con người đều được tạo hóa ban cho lý trí và lương tâm ",
  'và cần phải đối xử với nhau trong tình bằng hữu. Quý khách hỏi: "Giặt ủi, khuỷu tay, ngoằn ngoèo, thuở xưa, chuyện cũ, nghĩ ngợi?"\n',
].join("");

/** Every vowel in every tone, and đ, inside words, in small and capital letters. */
export const ALL_LETTERS =
  "aàảãáạ ăằẳẵắặ âầẩẫấậ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ đ " +
  "AÀẢÃÁẠ ĂẰẲẴẮẶ ÂẦẨẪẤẬ EÈẺẼÉẸ ÊỀỂỄẾỆ IÌỈĨÍỊ OÒỎÕÓỌ ÔỒỔỖỐỘ ƠỜỞỠỚỢ UÙỦŨÚỤ ƯỪỬỮỨỰ YỲỶỸÝỴ Đ";

/** Unicode → VNI, letter for letter, written out from the published chart (not derived from the table under test). */
const VNI_CHART: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "á aù à aø ả aû ã aõ ạ aï ă aê ắ aé ằ aè ẳ aú ẵ aü ặ aë â aâ ấ aá ầ aà ẩ aå ẫ aã ậ aä đ ñ é eù è eø ẻ eû ẽ eõ ẹ eï ê eâ ế eá ề eà ể eå ễ eã ệ eä " +
    "í í ì ì ỉ æ ĩ ó ị ò ó où ò oø ỏ oû õ oõ ọ oï ô oâ ố oá ồ oà ổ oå ỗ oã ộ oä ơ ô ớ ôù ờ ôø ở ôû ỡ ôõ ợ ôï ú uù ù uø ủ uû ũ uõ ụ uï " +
    "ư ö ứ öù ừ öø ử öû ữ öõ ự öï ý yù ỳ yø ỷ yû ỹ yõ ỵ î"
  )
    .split(" ")
    .reduce<[string, string][]>((pairs, text, i, all) => {
      const next = all[i + 1] as string;
      if (i % 2 === 0) pairs.push([text, next], [text.toUpperCase(), next.toUpperCase()]);
      return pairs;
    }, []),
);

/** An independent encoder for each encoding: iconv-lite, Buffer, or the chart above. `text` must be NFC. */
export function encode(text: string, encoding: Encoding): Uint8Array {
  switch (encoding) {
    case "utf-8":
    case "utf-16le":
      return Buffer.from(text, encoding);
    case "tcvn3":
      return iconv.encode(text, "tcvn");
    case "viscii":
      return iconv.encode(text, "viscii");
    case "windows-1258":
      return iconv.encode(
        Array.from(text)
          .map((c) => withoutTones(c) + TONE_MARKS[toneOf(c.charCodeAt(0))])
          .join(""),
        "windows-1258",
      );
    case "vni":
      return Buffer.from(
        Array.from(text)
          .map((c) => VNI_CHART[c] ?? c)
          .join(""),
        "latin1",
      );
  }
}
