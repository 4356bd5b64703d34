/** Who comes to the counter in the journeys of dossiers: nobody who exists. Registered in Liêm Phong, the commune of the demo officer. */
export const counterPeople = {
  /** found by the code on the old card */
  scanned: { pin: "035190999021", oldIds: "168999021", name: "Nguyễn Thị Ưu Tú", born: "1990-03-15", sex: "female" },
  /** whose officer's browser dies */
  killed: { pin: "035085999022", oldIds: "168999022", name: "Đoàn Quốc Dở Dang", born: "1985-11-02", sex: "male" },
  /** whose dossier goes the whole way */
  carried: { pin: "035189999031", oldIds: "168999031", name: "Đặng Thị Trọn Vẹn", born: "1989-04-09", sex: "female" },
  /** whose card is revoked before it is handed over */
  revoked: { pin: "035088999032", oldIds: "", name: "Ngô Văn Thu Hồi", born: "1988-02-11", sex: "male" },
  /** whose cards show what is wrong: one is seen at the check, one later */
  misprinted: { pin: "035189999033", oldIds: "", name: "Bùi Thị Nhầm Ảnh", born: "1989-12-24", sex: "female" },
  misnamed: { pin: "035087999034", oldIds: "", name: "Lý Văn Sai Tên", born: "1987-03-30", sex: "male" },
  child: { pin: "035315999023", oldIds: "", name: "Lê Thị Bé Nhỏ", born: "2015-06-01", sex: "female" },
  /** with a print too blurred to compare */
  blurred: { pin: "035077999024", oldIds: "", name: "Trịnh Văn Mờ Tay", born: "1977-07-20", sex: "male" },
  /** with whom both sign on the screen */
  signing: { pin: "035188999028", oldIds: "", name: "Phan Thị Ký Tên", born: "1988-01-05", sex: "female" },
  /** of whom the register lacks an ethnic group, which their dossiers state */
  stating: { pin: "035191999029", oldIds: "", name: "Hoàng Thị Khai Thêm", born: "1991-09-19", sex: "female" },
  unproven: { pin: "035091999030", oldIds: "", name: "Hoàng Văn Thiếu Giấy", born: "1991-10-20", sex: "male" },
  others: [
    { pin: "035201999025", oldIds: "", name: "Vũ Hoàng Ngữ Một", born: "2001-08-09", sex: "male" },
    { pin: "035201999026", oldIds: "", name: "Vũ Hoàng Ngữ Hai", born: "2001-08-10", sex: "male" },
    { pin: "035201999027", oldIds: "", name: "Vũ Hoàng Ngữ Ba", born: "2001-08-11", sex: "male" },
  ],
} as const;

export type CounterPerson =
  | (typeof counterPeople)["others"][number]
  | (typeof counterPeople)["scanned" | "killed" | "child" | "blurred" | "signing" | "stating" | "unproven" | "carried" | "revoked"]
  | (typeof counterPeople)["misprinted" | "misnamed"];

const { others, ...named } = counterPeople;
export const everyone: readonly CounterPerson[] = [...Object.values(named), ...others];

export const counterRoll = (): string =>
  [
    "pin,oldIds,fullName,birthDate,sex,permanentUnit,address",
    ...everyone.map(({ pin, oldIds, name, born, sex }) => `${pin},${oldIds},${name},${born},${sex},13450,Thôn Yên Thống`),
    "",
  ].join("\n");
