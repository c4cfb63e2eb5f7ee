"""A QR code, made here: no other service hears which addresses we print."""

from io import BytesIO

ERROR = "m"
"""Up to 15 percent of it may be covered or worn."""


def qr_svg(address: str) -> str:
    """The code of an address as SVG, dark on nothing, with the quiet zone that readers need."""
    import segno

    picture = BytesIO()
    segno.make(address, error=ERROR, micro=False, boost_error=False).save(
        picture, kind="svg", border=2, dark="#2a221e", xmldecl=False, nl=False, omitsize=True
    )
    return picture.getvalue().decode()
