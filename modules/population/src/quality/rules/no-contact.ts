import { basis, broken, type RecordRule } from "../rule.ts";

export const noContact: RecordRule = {
  of: "record",
  aspect: "live",
  conflict: false,
  text: { vi: "Không liên lạc được", en: "There is no contact with the person" },
  mend: {
    vi: "Xác minh qua gia đình, nơi ở; xóa đăng ký khi đủ điều kiện.",
    en: "Ask family and neighbours; strike off when the conditions are met.",
  },
  basis: basis.residence,
  check: ({ residenceStatus }) => (residenceStatus === "no-contact" ? broken("residenceStatus", residenceStatus) : null),
};
