"""Documents as people and attackers make them."""

import io
import zipfile

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from core.documents.pdf import make_pdf
from tests.fixtures_web import TODAY

CONTENT_TYPES = "application/vnd.openxmlformats-officedocument.{}+xml"
BSN = "123456782"
MRZ = "P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<\nSPECI20142NLD6503101F2403096999999990<<<<<84\n"


def pdf(text: str = "Een verslag") -> bytes:
    template = f"#set page(width: 20cm)\n{text.replace('<', chr(92) + '<')}"
    return make_pdf(template, {}, title="Verslag", author="Marit", on=TODAY)


def pdf_that_runs(key: str = "/JavaScript") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if key == "/EmbeddedFiles":
        writer.add_attachment("geheim.exe", b"MZ")
    else:
        action = DictionaryObject(
            {NameObject("/S"): NameObject(key), NameObject("/F"): TextStringObject("x")}
        )
        writer._root_object[NameObject("/OpenAction")] = writer._add_object(action)
    return written(writer)


def pdf_with_password() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("geheim", algorithm="RC4-128")
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def photo(kind: str = "JPEG") -> bytes:
    """A photo that says where and when it was taken, and by which telephone."""
    picture = Image.new("RGB", (40, 20), (200, 30, 30))
    exif = Image.Exif()
    exif[0x010F] = "Telefoonmerk"
    exif[0x0112] = 6  # turned
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 7.0)
    out = io.BytesIO()
    picture.save(out, kind, exif=exif, comment=b"thuis bij Noah")
    return out.getvalue()


def office(kind: str = "docx", text: str = "Een verslag", **also: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if kind == "odt":
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("content.xml", f"<p>{text}</p>")
        else:
            main = {
                "docx": "wordprocessingml.document.main",
                "xlsx": "spreadsheetml.sheet.main",
                "docm": "document.macroEnabled.main",
            }[kind]
            types = f'<Types><Override ContentType="{CONTENT_TYPES.format(main)}"/></Types>'
            archive.writestr("[Content_Types].xml", types)
            archive.writestr("word/document.xml", f"<w:p><w:t>{text}</w:t></w:p>")
        for name, body in also.items():
            archive.writestr(name.replace("__", "/"), body)
    return out.getvalue()
