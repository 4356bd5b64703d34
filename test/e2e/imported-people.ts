/** Who stands in the file that the import journey brings: names and numbers that no log may hold. The last one's number says another sex. */
export const importedPeople = [
  { pin: "001190999011", name: "Nguyễn Thị Ưu Đãi", born: "15/03/1990", sex: "Nữ" },
  { pin: "001085999012", name: "Đoàn Quốc Thưởng", born: "02/11/1985", sex: "Nam" },
  { pin: "001148999013", name: "Lê Thị Mộng Ước", born: "1948", sex: "Nữ" },
  { pin: "001201999014", name: "Vũ Hoàng Ngữ", born: "08/2001", sex: "Nam" },
  { pin: "001077999015", name: "Trịnh Thị Nhầm Giới", born: "20/07/1977", sex: "Nữ" },
] as const;
