/** Communes: three of Hà Nam, one of Hà Tĩnh. */
export const communes = ["13450", "13408", "13309", "18586"] as const;

/** The id of the n-th person, or of the n-th thing that somebody asks for. */
export const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

export type Inhabitant = {
  personId: string;
  pin: string;
  fullName: string;
  birthDate: string;
  sex: "male" | "female";
  permanentUnit: string;
  address: string;
  householdId: string;
  relation: string;
};

const rows = `
035078000001 Nguyễn_Văn_An      1978-02-03 male   13450 Xóm_1 H1 head
035180000002 Trần_Thị_Bình      1980-11-20 female 13450 Xóm_1 H1 spouse
035306000003 Nguyễn_Thị_Chi     2006-05-05 female 13450 Xóm_1 H1 child
035208000004 Nguyễn_Văn_Dũng    2008-07-17 male   13450 Xóm_1 H1 child
035085000005 Lê_Văn_Giang       1985-09-09 male   13450 Xóm_2 H2 head
035184000006 Lê_Thị_Hà          1984-01-30 female 13450 Xóm_2 H2 sibling
035090000007 Phạm_Văn_Khoa      1990-04-04 male   13408 Xóm_3 H3 head
035192000008 Vũ_Thị_Lan         1992-12-12 female 13408 Xóm_3 H3 other
042210000009 Phạm_Văn_Minh      2010-03-01 male   13408 Xóm_3 H3 child
042300000010 Đỗ_Thị_Nga         2000-08-08 female 18586 Xóm_4 H4 head
042174000011 Bùi_Thị_Oanh       1974-06-25 female 18586 Xóm_4 H4 parent
035070000012 Hoàng_Văn_Phúc     1970-10-10 male   13309 Xóm_5 H5 head
`;

/** Rows of a later roll with numbers of the first, about somebody of another name and another birth. */
const claiming = `
035078000001 Đặng_Văn_Quý       1978-12-30 male   13408 Xóm_6 H6 head
035180000002 Ngô_Thị_Sen        1980-03-03 female 13309 Xóm_7 H7 head
035180000002 Lý_Thị_Tâm         1980-04-04 female 13450 Xóm_8 H8 head
`;

const read = (text: string, from: number): Inhabitant[] =>
  text
    .trim()
    .split("\n")
    .map((line, index) => {
      const [pin = "", name = "", birthDate = "", sex, permanentUnit = "", address = "", householdId = "", relation = ""] =
        line.split(/ +/);
      const words = { fullName: name.replaceAll("_", " "), address: address.replaceAll("_", " ") };
      return { personId: idOf(from + index), pin, birthDate, sex: sex as "male", permanentUnit, householdId, relation, ...words };
    });

export const inhabitants = read(rows, 1);
export const claimants = read(claiming, 31);

const columns = ["personId", "pin", "fullName", "birthDate", "sex", "permanentUnit", "address", "householdId", "relation"] as const;
export const rollOf = (people: readonly Inhabitant[]): string =>
  [columns.join(","), ...people.map((one) => columns.map((column) => one[column]).join(",")), ""].join("\n");
