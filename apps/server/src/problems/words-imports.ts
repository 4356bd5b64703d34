import type { ProblemEntry } from "./entry.ts";

/** Files that are uploaded and imported. */
export const importProblems = {
  "import-not-found": {
    status: 404,
    title: { vi: "Không có lần nhập này", en: "There is no such import" },
    detail: { vi: "Mở danh sách các lần nhập và chọn lại.", en: "Open the list of imports and choose again." },
  },
  "import-begun": {
    status: 409,
    title: { vi: "Lần nhập này đã bắt đầu", en: "This import has begun" },
    detail: {
      vi: "Theo dõi tiến độ tại trang của nó; một lần nhập đã bắt đầu thì không hủy được.",
      en: "Follow its progress on its page; an import that has begun cannot be cancelled.",
    },
  },
  "units-day-in-future": {
    status: 422,
    title: { vi: "Ngày của danh mục mã không được sau hôm nay", en: "The day of the unit codes lies after today" },
    detail: { vi: "Chưa có gì được ghi. Chọn hôm nay hoặc một ngày trước đó.", en: "Nothing was written. Choose today or a day before." },
  },
  "no-rejects": {
    status: 404,
    title: { vi: "Lần nhập này không có dòng bị trả lại", en: "This import has no returned rows" },
    detail: { vi: "Nếu việc nhập đang chạy, đợi đến khi xong.", en: "If it is still running, wait until it has finished." },
  },
  "one-file": {
    status: 400,
    title: { vi: "Cần đúng một tệp và loại tệp", en: "Exactly one file and its kind are needed" },
    detail: {
      vi: "Gửi biểu mẫu có trường “kind” (roll hoặc acts) rồi đến trường “file”.",
      en: "Send a form with the field “kind” (roll or acts), then the field “file”.",
    },
  },
  "file-type": {
    status: 415,
    title: { vi: "Loại tệp này không nhập được", en: "This kind of file cannot be imported" },
    detail: {
      vi: "Chọn tệp .csv, .txt hoặc .ndjson. Bảng tính Excel: lưu thành CSV UTF-8 trước.",
      en: "Choose a .csv, .txt or .ndjson file. Save an Excel sheet as CSV UTF-8 first.",
    },
  },
  workbook: {
    status: 422,
    title: { vi: "Đây là bảng tính Excel", en: "This is an Excel workbook" },
    detail: {
      vi: "Chưa có gì được ghi. Mở tệp trong Excel, lưu thành CSV UTF-8 rồi tải tệp đó lên.",
      en: "Nothing was written. Open it in Excel, save it as CSV UTF-8, and bring that file.",
    },
  },
  "empty-file": {
    status: 422,
    title: { vi: "Tệp rỗng", en: "The file is empty" },
    detail: { vi: "Xuất lại tệp từ hệ thống nguồn rồi tải lên.", en: "Export the file again from its source and upload it." },
  },
  "rows-refused": {
    status: 422,
    title: { vi: "Tệp có chỗ sai", en: "The file is at fault" },
    detail: {
      vi: "Chưa có gì được ghi. Xem trước tệp để biết từng chỗ sai, sửa rồi gửi lại.",
      en: "Nothing was written. Preview the file to see every fault, mend them and send it again.",
    },
  },
  "upload-cut": {
    status: 400,
    title: { vi: "Việc tải lên bị ngắt giữa chừng", en: "The upload broke off" },
    detail: { vi: "Chưa có gì được ghi. Tải tệp lên lại.", en: "Nothing was written. Upload the file again." },
  },
  "too-many-columns": {
    status: 422,
    title: { vi: "Tệp có hơn {most} cột", en: "The file has more than {most} columns" },
    detail: {
      vi: "Chưa có dòng nào được nhập. Kiểm tra dấu phân cách và bỏ các cột thừa.",
      en: "No row was imported. Check the delimiter and remove columns that are not needed.",
    },
  },
  "mapping-mismatch": {
    status: 422,
    title: { vi: "Ánh xạ nêu một cột mà tệp không có", en: "The mapping names a column that the file does not have" },
    detail: {
      vi: "Mở lại bản xem trước và chọn trường theo đúng tên cột.",
      en: "Open the preview again and map the columns by their names there.",
    },
  },
  "no-header": {
    status: 422,
    title: { vi: "Tệp không có dòng tiêu đề", en: "The file has no header row" },
    detail: {
      vi: "Chưa có dòng nào được nhập. Thêm dòng đầu tiên với tên các cột rồi tải lên lại.",
      en: "No row was imported. Add a first row with the names of the columns and upload it again.",
    },
  },
  "unknown-column": {
    status: 422,
    title: { vi: "Cột thứ {position} chưa có trường", en: "Column {position} has no field" },
    detail: {
      vi: "Chưa có dòng nào được nhập. Chọn trường cho cột này, hoặc để bỏ qua.",
      en: "No row was imported. Choose a field for this column, or leave it out.",
    },
  },
  "unknown-field": {
    status: 422,
    title: { vi: "Ánh xạ nêu một trường không có", en: "The mapping names a field that does not exist" },
    detail: {
      vi: "Chưa có dòng nào được nhập. Mở lại bản xem trước và chọn trường trong danh sách.",
      en: "No row was imported. Open the preview again and choose a field of the list.",
    },
  },
  "missing-column": {
    status: 422,
    title: { vi: "Chưa có cột cho trường bắt buộc: {fields}", en: "No column gives what every row needs: {fields}" },
    detail: {
      vi: "Chưa có dòng nào được nhập. Chọn cột cho trường đó; nếu dòng đầu của tệp không phải tên cột, thêm dòng tên cột rồi tải lên lại.",
      en: "No row was imported. Choose its column; if the first row of the file does not name the columns, add such a row and upload it again.",
    },
  },
  "column-twice": {
    status: 422,
    title: { vi: "Cột thứ {position} trùng trường với một cột khác", en: "Column {position} has the same field as another" },
    detail: {
      vi: "Chưa có dòng nào được nhập. Mỗi trường chỉ lấy từ một cột: chọn lại.",
      en: "No row was imported. A field can come from one column only: choose again.",
    },
  },
  "not-a-check-sheet": {
    status: 422,
    title: { vi: "Đây không phải phiếu rà soát", en: "This is not a check sheet" },
    detail: {
      vi: "Chưa có gì được ghi. Dùng tệp đã tải ở trang này, giữ nguyên dòng tiêu đề, cột Mã người và cột Lập lúc.",
      en: "Nothing was written. Use the file downloaded on this page, with its header row and the columns of ids and of when it was drawn up.",
    },
  },
  "workbook-unreadable": {
    status: 422,
    title: { vi: "Không đọc được bảng tính này", en: "This workbook cannot be read" },
    detail: {
      vi: "Chưa có gì được ghi. Mở tệp trong Excel, lưu lại dạng .xlsx hoặc CSV UTF-8 rồi tải lên.",
      en: "Nothing was written. Open the file, save it as .xlsx or CSV UTF-8, and bring it back again.",
    },
  },
  "workbook-locked": {
    status: 422,
    title: { vi: "Bảng tính có mật khẩu hoặc là dạng .xls cũ", en: "The workbook has a password, or is of the old .xls kind" },
    detail: {
      vi: "Chưa có gì được ghi. Bỏ mật khẩu, lưu lại dạng .xlsx rồi tải lên.",
      en: "Nothing was written. Take the password away, save it as .xlsx, and bring it back again.",
    },
  },
  "workbook-macros": {
    status: 422,
    title: { vi: "Bảng tính có macro", en: "The workbook has macros" },
    detail: {
      vi: "Chưa có gì được ghi. Lưu lại dạng .xlsx không có macro rồi tải lên.",
      en: "Nothing was written. Save it as .xlsx without macros, and bring it back again.",
    },
  },
  "workbook-too-large": {
    status: 413,
    title: { vi: "Bảng tính quá lớn", en: "The workbook is too large" },
    detail: {
      vi: "Chưa có gì được ghi. Mỗi phiếu nhiều nhất 5.000 dòng, 48 MB khi giải nén: chia theo xã hoặc theo quy tắc.",
      en: "Nothing was written. A sheet holds at most 5,000 rows, 48 MB when unpacked: divide it by commune or by rule.",
    },
  },
  "missing-file": {
    status: 410,
    title: { vi: "Tệp tải lên không còn trên máy chủ", en: "The uploaded file is no longer on the server" },
    detail: { vi: "Tải tệp lên lại: dòng đã nhập không bị tính hai lần.", en: "Upload it again: no row counts twice." },
  },
} as const satisfies Record<string, ProblemEntry>;
