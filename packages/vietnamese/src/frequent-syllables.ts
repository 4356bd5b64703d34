/**
 * Syllables that fill population rolls: column headers, surnames, middle and given names, words of addresses. They break ties between encodings
 * in which the same bytes happen to spell possible but rare syllables ("Họ tên" in TCVN3 is "Hả tến" in VISCII). Only accented ones matter.
 */
const TEXT = `
họ tên đệm khai sinh ngày tháng năm nữ giới tính số định danh cá nhân căn cước công dân chứng minh thường trú tạm trú nơi ở hiện tại quê quán dân tộc
tôn giáo quốc tịch nghề nghiệp trình độ học vấn hôn điện thoại chủ hộ khẩu quan hệ vợ chồng cháu ông bà bố mẹ mã đơn vị ghi chú địa chỉ cấp hạn
tỉnh thành phố quận huyện xã phường thị trấn thôn xóm ấp tổ đội khối phố đường làng bản hà nội phủ lý duy tiên kim bảng thanh liêm bình lục
hồ chí đà nẵng hải phòng cần thơ nghệ tĩnh thái nguyên quảng ninh bắc hưng hòa sơn lạng hậu vĩnh phúc phú thọ lào điện biên việt
nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh lương đào mai tô tạ hà trương cao lâm vương đồng thái
văn thị hữu đức công quang thế đình xuân ngọc thu minh kim thùy thúy bích mỹ hồng thanh như bảo gia khánh tuấn hùng dũng cường mạnh
thắng sơn hải hà hương hằng hiền hoa hạnh nga nhung oanh phượng phương quyên quỳnh tâm thảo thủy trang tuyết uyên vân yến ánh đạt hiếu hiệp hòa
huệ huy khôi kiên lợi lộc luân mười nghĩa nhàn phước quý quyết sáng tài tấn thành thiện thịnh thuận tiến tình toàn trí trọng trung trường tú tùng tường út
ví dụ và của các những là được không người một hai bốn sáu bảy tám chín mười có đã ở tại từ đến theo việc cho về trên dưới này đó kèm theo tổng cộng
`;

/** Lower-case NFC. */
export const FREQUENT_SYLLABLES: ReadonlySet<string> = new Set(TEXT.split(/\s+/).filter((word) => /[^a-z]/.test(word)));
