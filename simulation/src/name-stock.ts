/**
 * Surnames with their national share in per cent (Lê Trung Hoa 2005, surname-frequency.tsv); the rest of the nation is
 * divided among the surnames that follow in the order in which they are common in the Red River delta.
 */
export const SURNAMES: readonly (readonly [string, number])[] = [
  ["Nguyễn", 38.4],
  ["Trần", 12.1],
  ["Lê", 9.5],
  ["Phạm", 7],
  ["Hoàng", 5.1],
  ["Phan", 4.5],
  ["Vũ", 3.9],
  ["Đặng", 2.1],
  ["Bùi", 2],
  ["Đỗ", 1.4],
  ["Hồ", 1.3],
  ["Ngô", 1.3],
  ["Dương", 1],
  ["Lý", 0.5],
  ["Đinh", 1.1],
  ["Trịnh", 1],
  ["Lại", 0.8],
  ["Đoàn", 0.8],
  ["Trương", 0.8],
  ["Lương", 0.7],
  ["Mai", 0.6],
  ["Đào", 0.6],
  ["Cao", 0.5],
  ["Hà", 0.5],
  ["Phùng", 0.4],
  ["Tạ", 0.4],
  ["Chu", 0.4],
  ["Tô", 0.3],
  ["Lưu", 0.3],
  ["Kiều", 0.2],
  ["Quách", 0.2],
  ["Thái", 0.2],
  ["Nghiêm", 0.1],
];

/** The same surnames as they are said in the south. */
export const SOUTHERN: ReadonlyMap<string, string> = new Map([
  ["Hoàng", "Huỳnh"],
  ["Vũ", "Võ"],
]);

const words = (text: string): readonly string[] => text.split(" ");

/** Middle names and given names of those born before 1960, until 1990, and since. */
export const MALE_MIDDLE: readonly (readonly string[])[] = [
  words("Văn Văn Văn Văn Văn Văn Đình Hữu Xuân Công Đức Bá Khắc Trọng"),
  words("Văn Văn Văn Văn Đức Hữu Quang Ngọc Đình Xuân Công Duy Mạnh Anh Minh Thanh Trung Quốc"),
  words("Văn Đức Minh Minh Quang Gia Gia Bảo Hoàng Tuấn Anh Duy Công Ngọc Thành Hải Đăng Nhật Việt Mạnh Trung"),
];

export const FEMALE_MIDDLE: readonly (readonly string[])[] = [
  words("Thị Thị Thị Thị Thị Thị Thị Thị Thị Thị Thị Thị Kim Ngọc"),
  words("Thị Thị Thị Thị Thị Thị Thị Thu Thanh Ngọc Kim Minh Hồng Thúy Phương Bích"),
  words("Thị Thị Thị Thị Thu Thanh Ngọc Ngọc Khánh Bảo Phương Minh Hà Quỳnh Thảo Diệu Tường Mai Hồng Như Kim"),
];

export const MALE_GIVEN: readonly (readonly string[])[] = [
  words(
    "Bình Căn Chiến Chính Cường Dần Đạt Độ Hải Hòa Hùng Hợi Khang Khoát Kiểm Lân Lộc Luyện Mão Ngọ Nghĩa Nhân Phúc Quý Sơn Sửu Tâm " +
      "Tân Thành Thắng Thìn Thịnh Thọ Thuần Tiến Toàn Tỵ Vinh Vượng Xuyến Yên Ất Bính Đinh Mậu Kỷ",
  ),
  words(
    "Anh Bình Chiến Chung Cường Công Dũng Dương Đạt Đông Đức Giang Hà Hải Hiếu Hiệp Hiển Hoàn Hoàng Hùng Huy Hưng Khánh Kiên Lâm Linh Long Lợi " +
      "Mạnh Minh Nam Nghĩa Ngọc Phong Phúc Phương Quang Quân Quyết Sơn Tài Tâm Thái Thành Thắng Thiện Thịnh Thủy Tiến Toàn Trung Trường Tú Tuấn Tùng " +
      "Tuyên Việt Vinh Vũ Vương",
  ),
  words(
    "An Anh Bách Bảo Bình Cường Duy Dũng Dương Đan Đăng Đạt Đức Hải Hiếu Hoàng Huy Hưng Khang Khánh Khôi Khoa Kiên Lâm Long Minh Nam Nguyên Nhật " +
      "Phát Phong Phúc Quân Quang Quốc Sơn Tâm Thái Thành Thiên Thịnh Tiến Trí Trung Trường Tuấn Tùng Việt Vinh Vũ",
  ),
];

export const FEMALE_GIVEN: readonly (readonly string[])[] = [
  words(
    "Bảy Bích Cúc Dần Đào Hai Hà Hiền Hoa Hòa Hoan Huệ Hợi Khuyên Lan Lành Liên Loan Lựu Lý Mai Mận Mùi Mơ Mến Nga Ngọ Nhài Nhàn Nhung Nụ Oanh " +
      "Phượng Sen Sửu Tẹo Thanh Thảo Thêu Thìn Thoa Thơm Thu Thủy Tuyết Tỵ Vân Xuân Xuyến Yến",
  ),
  words(
    "Anh Bình Chi Chinh Cúc Dung Duyên Giang Hà Hải Hạnh Hằng Hiền Hoa Hòa Hồng Huế Huệ Hương Hường Huyền Lan Liên Linh Loan Lụa Ly Mai Minh My Nga " +
      "Ngân Ngọc Nguyệt Nhàn Nhung Oanh Phương Phượng Quyên Quỳnh Sen Tâm Thảo Thanh Thơm Thu Thúy Thùy Thủy Thương Trang Tuyết Uyên Vân Xuân Yến",
  ),
  words(
    "An Anh Anh Châu Chi Diệp Dung Dương Giang Hà Hân Hiền Hoa Hương Huyền Khánh Khuê Lam Lan Linh Linh Ly Mai Minh My Nga Ngân Ngọc Nhi Nhung Như " +
      "Phương Quỳnh Tâm Thảo Thanh Thủy Thư Thương Tiên Trà Trâm Trang Trinh Trúc Tú Uyên Vân Vy Yến",
  ),
];

export const HAMLETS: readonly string[] = [
  "Yên Thống",
  "Đông",
  "Đoài",
  "Thượng",
  "Hạ",
  "Trung",
  "Nội",
  "Ngoại",
  "Yên Lạc",
  "Phú Thịnh",
  "Mỹ Đức",
  "Văn Lâm",
  "Đồng Tâm",
  "Quang Trung",
  "Tân Lập",
  "Hòa Bình",
  "Phúc Lai",
  "Thọ Lão",
  "Lương Cổ",
  "Đại Phú",
  "An Hòa",
  "Vĩnh Trụ",
  "Cầu Gừng",
  "Bói Hạ",
  "Mai Cầu",
  "Ninh Phú",
  "Thanh Nộn",
  "Điền Xá",
  "Phù Lão",
  "Khánh Hòa",
  "Tiền Phong",
  "Đình Ngọ",
  "Chợ Chanh",
  "Bãi Bến",
  "Gòi Thượng",
  "Nga Thượng",
];

export const STREETS: readonly string[] = [
  "Lê Lợi",
  "Trần Phú",
  "Nguyễn Văn Trỗi",
  "Biên Hòa",
  "Quy Lưu",
  "Lê Hoàn",
  "Trường Chinh",
  "Lý Thường Kiệt",
  "Nguyễn Viết Xuân",
  "Đinh Tiên Hoàng",
  "Trần Hưng Đạo",
  "Lý Thái Tổ",
  "Lê Duẩn",
  "Điện Biên Phủ",
  "Hai Bà Trưng",
  "Ngô Quyền",
  "Phạm Ngọc Thạch",
  "Đề Yêm",
];
