"""The web app manifest: the site as an app on a home screen (W3C Web Application Manifest). Safari
on iPhones shows notifications of a site only when it was put there."""
from peoplehub.core.assets import static_url

PAPER = "#fbf6ee"  # --paper of static/css/tokens.css
ICONS = (  # name, size, purpose
    ("app/icon-192.png", 192, "any"),
    ("app/icon-512.png", 512, "any"),
    ("app/icon-512-maskable.png", 512, "maskable"),  # whatever shape the phone cuts out of it
)


def manifest_of(site_name: str) -> dict:
    return {
        "id": "/",
        "name": site_name,
        "short_name": site_name,
        "description": "A friendly place for families who live with disability and caring.",
        "lang": "en-GB",
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [_icon(*icon) for icon in ICONS],
    }


def _icon(name: str, size: int, purpose: str) -> dict[str, str]:
    return {"src": static_url(name), "sizes": f"{size}x{size}", "type": "image/png",
            "purpose": purpose}
