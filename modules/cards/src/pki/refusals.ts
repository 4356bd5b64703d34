import type { Text } from "@dinhdanh/kernel/contract";

/** Every refusal of the keys, with what to do next. */
export const pkiRefusals = {
  "pki-exists": {
    vi: "Thư mục này đã có hệ thống khóa: chọn thư mục khác, hoặc dùng rotate-csca để thay khóa",
    en: "This folder holds a PKI already: choose another, or replace its key with rotate-csca",
  },
  "folder-not-empty": {
    vi: "Thư mục không trống: chọn thư mục mới",
    en: "The folder is not empty: choose a new one",
  },
  "no-pki": { vi: "Thư mục này không có hệ thống khóa: chạy pki init trước", en: "This folder holds no PKI: run pki init first" },
  "transcript-altered": {
    vi: "Biên bản đã bị sửa hoặc thiếu: dừng lại, giữ nguyên thư mục và khôi phục từ bản sao",
    en: "The transcript was altered or is incomplete: stop, keep the folder as it is, and restore a copy",
  },
  "file-altered": {
    vi: "Một tệp khác với biên bản: khôi phục từ bản sao, hoặc xóa tệp để hệ thống ghi lại theo biên bản",
    en: "A file differs from the transcript: restore a copy, or remove the file and it is written again from the transcript",
  },
  "pki-busy": {
    vi: "Một lệnh khác vừa ghi vào thư mục này: hãy chạy lại",
    en: "Another command wrote to this folder at the same time: run this one again",
  },
  "passphrase-needed": {
    vi: "Cần cụm mật khẩu: đặt DINHDANH_PKI_PASSPHRASE, hoặc chạy trong cửa sổ lệnh để nhập",
    en: "A passphrase is needed: set DINHDANH_PKI_PASSPHRASE, or run in a terminal to be asked",
  },
  "passphrases-differ": { vi: "Hai lần nhập cụm mật khẩu không giống nhau: nhập lại", en: "The two passphrases differ: try again" },
  "wrong-passphrase": {
    vi: "Cụm mật khẩu không mở được khóa: kiểm tra và nhập lại",
    en: "The passphrase does not open the keys: check it and try again",
  },
  "wrong-key-store": {
    vi: "Khóa của thư mục này nằm ở kho khác: dùng đúng lựa chọn --pkcs11 hoặc bỏ đi",
    en: "The keys of this folder are kept elsewhere: give --pkcs11 if they are in hardware, leave it out if they are files",
  },
  "key-missing": {
    vi: "Không tìm thấy khóa bí mật: nối đúng kho khóa, hoặc khôi phục từ bản sao",
    en: "The private key is not in the store: connect the right store, or restore a copy",
  },
  "csca-key-over": {
    vi: "Khóa CSCA đã hết thời hạn sử dụng: thay khóa bằng rotate-csca --without-link",
    en: "The usage period of the CSCA key is over: replace it with rotate-csca --without-link",
  },
  "csca-key-early": {
    vi: "Khóa CSCA chưa đến thời hạn sử dụng: kiểm tra đồng hồ của máy",
    en: "The usage period of the CSCA key has not begun: check the clock of this machine",
  },
  "no-signer": {
    vi: "Không có khóa ký tài liệu nào đang trong thời hạn: chạy issue-signer",
    en: "No document signer is within its usage period: run issue-signer",
  },
  "unknown-signer": { vi: "Không có khóa ký mang số này: xem bằng pki show", en: "There is no signer of this number: see pki show" },
  "key-in-use": {
    vi: "Khóa còn cần dùng: chỉ hủy khóa đã hết thời hạn, đã thu hồi hoặc đã được thay",
    en: "The key is still needed: destroy it when its period is over, or after it was revoked or replaced",
  },
  "signer-revoked": { vi: "Khóa ký này đã bị thu hồi: dùng khóa khác", en: "This signer is revoked: use another" },
  "signer-key-over": {
    vi: "Khóa ký đã hết thời hạn sử dụng: cấp khóa mới bằng issue-signer",
    en: "The usage period of this signer's key is over: issue another with issue-signer",
  },
  "signer-key-early": {
    vi: "Khóa ký chưa đến thời hạn sử dụng: kiểm tra đồng hồ của máy",
    en: "The usage period of this signer's key has not begun: check the clock of this machine",
  },
  "no-settings-file": {
    vi: "Không đọc được tệp cấu hình: kiểm tra đường dẫn và định dạng JSON",
    en: "The settings file cannot be read as JSON: check its path and form",
  },
  "invalid-setting": { vi: "Một lựa chọn không hợp lệ: sửa rồi chạy lại", en: "An option is not valid: mend it and run again" },
  "pin-needed": { vi: "Cần mã PIN của thiết bị: đặt DINHDANH_PKI_PIN", en: "The PIN of the token is needed: set DINHDANH_PKI_PIN" },
  "wrong-pin": {
    vi: "Mã PIN sai hoặc thiết bị đã khóa: kiểm tra trước khi thử lại, thiết bị có thể tự khóa",
    en: "The PIN is wrong or the token is locked: check before another try, a token may lock itself",
  },
  "pkcs11-not-installed": {
    vi: "Máy này chưa cài gói pkcs11js: cài trình biên dịch C++ rồi chạy npm ci",
    en: "The package pkcs11js is not installed on this machine: install a C++ compiler, then run npm ci",
  },
  "pkcs11-module": {
    vi: "Không nạp được mô-đun PKCS#11: kiểm tra đường dẫn và quyền đọc",
    en: "The PKCS#11 module cannot be loaded: check its path and rights",
  },
  "pkcs11-slot": {
    vi: "Không có thiết bị đã khởi tạo ở khe này: chọn một khe trong danh sách bằng --slot",
    en: "There is no initialised token in this slot: choose one of those listed with --slot",
  },
} satisfies Record<string, Text>;
export type PkiRefusalCode = keyof typeof pkiRefusals;

export const isPkiRefusal = (code: string): code is PkiRefusalCode => Object.hasOwn(pkiRefusals, code);
