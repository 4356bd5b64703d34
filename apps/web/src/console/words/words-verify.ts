import type { Text } from "@dinhdanh/kernel/contract";

/** The open page that tells whether a card is genuine. */
export const verifyWords = {
  verifyTitle: { vi: "Kiểm tra thẻ", en: "Check a card" },
  verifyLead: {
    vi: "Ai nhận thẻ cũng kiểm tra được, không cần đăng nhập. Dữ liệu chỉ dùng để trả lời câu hỏi này và không được lưu.",
    en: "Anyone who is shown a card can check it, without signing in. The data serve this question only and are not kept.",
  },
  verifyOpen: { vi: "Kiểm tra một tấm thẻ, không cần đăng nhập", en: "Check a card without signing in" },
  verifyBox: { vi: "Nội dung mã QR hoặc MRZ", en: "Text of the QR or the MRZ" },
  verifyBoxHint: { vi: "Quét hoặc dán nội dung vào đây", en: "Scan or paste it here" },
  verifyDrop: {
    vi: "Thả ảnh mã QR, hoặc các tệp chíp EF_*.bin (nhiều tệp một lúc), hoặc",
    en: "Drop a picture of the QR, or the chip's files EF_*.bin (several at once), or",
  },
  verifyFiles: { vi: "Chọn tệp", en: "Choose files" },
  qrCamera: { vi: "Dùng máy ảnh", en: "Use the camera" },
  qrCameraStop: { vi: "Tắt máy ảnh", en: "Stop the camera" },
  qrCameraLive: { vi: "Hình từ máy ảnh", en: "Picture of the camera" },
  qrCameraNo: {
    vi: "Không mở được máy ảnh. Dán nội dung hoặc thả ảnh.",
    en: "The camera cannot be opened. Paste the text or drop a picture.",
  },
  verifyDo: { vi: "Kiểm tra", en: "Check" },
  verifying: { vi: "Đang kiểm tra…", en: "Checking…" },
  verifyNotEvidence: {
    vi: "Đây không phải nội dung mã QR (7 trường ngăn bởi |) hay MRZ (3 dòng, mỗi dòng 30 ký tự).",
    en: "This is neither the text of a QR (7 fields apart by |) nor an MRZ (3 lines of 30 characters).",
  },
  verifyMixed: {
    vi: "Ảnh mã QR phải đưa riêng: kiểm tra ảnh, rồi kiểm tra tệp của chíp.",
    en: "A picture of a QR is checked by itself: first the picture, then the chip's files.",
  },
  verifyNoQr: { vi: "Không thấy mã QR trong ảnh này.", en: "There is no QR in this picture." },
  verifyUnknownFiles: {
    vi: "Không nhận ra tệp {files}. Tệp chíp có tên EF_COM.bin, EF_DG1.bin, EF_DG2.bin, EF_DG13.bin, EF_DG15.bin, EF_SOD.bin.",
    en: "{files} is not known. A chip's files are named EF_COM.bin, EF_DG1.bin, EF_DG2.bin, EF_DG13.bin, EF_DG15.bin, EF_SOD.bin.",
  },
  verifyFilesMissing: { vi: "Còn thiếu {files}: thả đủ các tệp của chíp.", en: "{files} is missing: drop all files of the chip." },
  verifyFileLarge: { vi: "Tệp {files} quá lớn để là tệp của chíp.", en: "{files} is too large for a chip." },
  evidenceQr: { vi: "Bằng chứng: mã QR in trên thẻ", en: "Evidence: the QR printed on the card" },
  evidenceMrz: { vi: "Bằng chứng: dòng MRZ in trên thẻ", en: "Evidence: the MRZ printed on the card" },
  evidenceChip: { vi: "Bằng chứng: {n} tệp đọc từ chíp", en: "Evidence: {n} {n|file|files} read from the chip" },

  verdictGenuine: { vi: "Thẻ thật, đang có giá trị", en: "Genuine and in force" },
  verdictMatches: { vi: "Khớp với thẻ đã cấp, đang có giá trị", en: "Agrees with a card that was issued and is in force" },
  verdictAltered: { vi: "Bị sửa, hoặc không phải thẻ của hệ thống này", en: "Altered, or no card of this system" },
  verdictUnknownSigner: { vi: "Người ký không được tin cậy", en: "The signer is not trusted" },
  verdictRevoked: { vi: "Đã thu hồi", en: "Revoked" },
  verdictExpired: { vi: "Hết hạn", en: "Expired" },
  verdictMalformed: { vi: "Không đọc được", en: "Cannot be read" },
  nextGenuine: { vi: "Nhận thẻ. So ảnh trên thẻ với người cầm thẻ.", en: "Accept it. Compare the portrait with the bearer." },
  nextMatches: {
    vi: "Nội dung khớp, nhưng mã in sao chép được: so ảnh với người cầm thẻ, đọc chíp khi việc quan trọng.",
    en: "The content agrees, but what is printed can be copied: compare the portrait, and read the chip when it matters.",
  },
  nextAltered: {
    vi: "Không nhận thẻ. Thẻ làm trước khi có hệ thống này thì phải hỏi nơi cấp; còn lại, giữ bản ghi lần kiểm tra này và báo công an nơi gần nhất.",
    en: "Do not accept it. Of a card made before this system, ask who issued it; of any other, keep this record and tell the nearest police.",
  },
  nextUnknownSigner: {
    vi: "Không nhận thẻ. Nếu kiểm tra ngoại tuyến, tải lại danh sách tin cậy rồi thử lần nữa.",
    en: "Do not accept it. When offline, download the trust list again and retry.",
  },
  nextRevoked: {
    vi: "Không nhận thẻ: đã báo mất, thu hồi, thay bằng thẻ mới, hoặc chưa từng được trả cho công dân.",
    en: "Do not accept it: it was lost, withdrawn or replaced, or never handed over.",
  },
  nextExpired: { vi: "Đề nghị công dân xuất trình thẻ mới hoặc giấy hẹn.", en: "Ask for a new card or the appointment slip." },
  nextMalformed: {
    vi: "Đây chưa phải kết luận về thẻ. Quét lại, lau đầu đọc, hoặc dán đủ nội dung.",
    en: "This says nothing about the card yet. Scan again, or paste the whole text.",
  },

  checkedTitle: { vi: "Đã kiểm tra", en: "What was checked" },
  cannotTitle: { vi: "Bằng chứng này không chứng minh được", en: "What this evidence cannot prove" },
  checkedRegister: {
    vi: "Nội dung so với sổ thẻ đã cấp và danh sách thu hồi",
    en: "The content against the books of issued cards and the revocation list",
  },
  checkedChip: {
    vi: "Giá trị băm của từng nhóm dữ liệu, chữ ký trên EF.SOD, chuỗi chứng thư đến CSCA, thời hạn và danh sách thu hồi (ICAO 9303-11, xác thực thụ động)",
    en: "The hash of each data group, the signature of EF.SOD, the chain to the CSCA, validity and revocation (ICAO 9303-11, passive authentication)",
  },
  cannotQr: {
    vi: "Mã QR không có chữ ký: ai cũng in lại được. Nó không chứng minh tấm thẻ trước mặt là thẻ thật, hay người cầm là chủ thẻ.",
    en: "A QR is not signed: anyone can print it again. It does not prove that the card in front of you is genuine, nor that the bearer is its holder.",
  },
  cannotMrz: {
    vi: "MRZ không có chữ ký: chữ số kiểm tra chỉ phát hiện đọc nhầm. Nó không chứng minh tấm thẻ là thật, hay người cầm là chủ thẻ.",
    en: "An MRZ is not signed: its check digits only find misreadings. It does not prove that the card is genuine, nor that the bearer is its holder.",
  },
  cannotChip: {
    vi: "Tệp thật cũng chép được sang chíp khác (cần xác thực chíp để loại trừ). Người cầm có phải chủ thẻ: so ảnh trong DG2.",
    en: "Genuine files, too, can be copied to another chip (chip authentication would tell). Whether the bearer is the holder: compare the portrait in DG2.",
  },
  findingsTitle: { vi: "Phát hiện", en: "Findings" },

  offlineTitle: { vi: "Kiểm tra không cần mạng", en: "Checking without a connection" },
  offlineLead: {
    vi: "Tải một lần, cập nhật mỗi ngày: danh sách tin cậy (chứng thư CSCA, danh sách khóa ký bị thu hồi) và danh sách thẻ thu hồi, có chữ ký.",
    en: "Download once and renew daily: the trust list (CSCA certificates, list of revoked signers) and the signed list of revoked cards.",
  },
  trustListLink: { vi: "Tải danh sách tin cậy", en: "Download the trust list" },
  revokedListLink: { vi: "Tải danh sách thẻ thu hồi", en: "Download the revocation list" },
  noTrustYet: {
    vi: "Máy chủ này chưa có khóa ký thẻ: danh sách còn trống.",
    en: "This server has no keys for cards yet: the list is empty.",
  },
  offlineCommand: {
    vi: "Trên máy của bạn, với thư mục chứa các tệp của chíp:",
    en: "On your machine, with the folder that holds the chip's files:",
  },
  apiLead: { vi: "Phần mềm của bạn gọi cùng giao diện này:", en: "Your software calls the same interface:" },
  toSignIn: { vi: "Đăng nhập cán bộ", en: "Officers sign in" },
} as const satisfies Record<string, Text>;
