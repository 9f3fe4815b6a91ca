"""Small office files to test with, of whom something is hidden in each."""
import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "application/vnd.openxmlformats-package"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def archive(parts: dict[str, str | bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(name, data, stored)
    return kept.getvalue()


def parts_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        assert made.testzip() is None
        return {name: made.read(name).decode("utf-8", "replace") for name in made.namelist()}


def docx(*paragraphs: str, hidden: bool = True) -> bytes:
    """With `hidden`: an author, a comment, followed changes and a picture of its first page."""
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Default Extension="rels" ContentType="{PACKAGE}.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/>'
            "</Types>"),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
            + '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationsh'
              'ips/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/>' * hidden
            + "</Relationships>"),
    }
    if hidden:
        body += (
            '<w:p><w:r><w:t>Kept </w:t></w:r><w:del w:id="1" w:author="Helen > Brown"><w:r>'
            "<w:delText>Gone Tom</w:delText></w:r></w:del>"
            '<w:ins w:id="2" w:author="Helen"><w:r><w:t>added</w:t></w:r></w:ins>'
            '<w:r><w:commentReference w:id="0"/></w:r></w:p>')
        parts |= {
            "docProps/core.xml": (
                '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata'
                '/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A rota'
                "</dc:title><dc:creator>Helen Brown</dc:creator><cp:lastModifiedBy>Tom Brown"
                "</cp:lastModifiedBy></cp:coreProperties>"),
            "docProps/app.xml": "<Properties><Company>St Mary Care</Company></Properties>",
            "docProps/thumbnail.jpeg": b"\xff\xd8\xff picture",
            "word/comments.xml": (f'<w:comments {W}><w:comment w:id="0" w:author="Helen"><w:p><w:r>'
                                  "<w:t>Ask Tom</w:t></w:r></w:p></w:comment></w:comments>"),
        }
    parts["word/document.xml"] = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return archive(parts)


def odt(*paragraphs: str) -> bytes:
    """With an author, a comment and a picture of its first page."""
    spaces = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
                     for name in ("office", "text", "meta", "manifest"))
    dc = ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    body = "".join(f"<text:p>{words}</text:p>" for words in paragraphs)
    return archive({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": (
            f"<office:document-content{spaces}{dc}><office:body><office:text>{body}<text:p>Kept"
            "<office:annotation><dc:creator>Helen</dc:creator><text:p>Ask Tom</text:p>"
            "</office:annotation> all</text:p></office:text></office:body>"
            "</office:document-content>"),
        "meta.xml": (f"<office:document-meta{spaces}{dc}><office:meta><meta:initial-creator>Helen"
                     "</meta:initial-creator></office:meta></office:document-meta>"),
        "Thumbnails/thumbnail.png": b"\x89PNG picture",
        "META-INF/manifest.xml": (
            f'<manifest:manifest{spaces}><manifest:file-entry manifest:full-path="content.xml"/>'
            '<manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png"/>'
            "</manifest:manifest>"),
    })
