"""What the demo's contract is filled with, as a client would send it."""

from __future__ import annotations

import base64
import io
import math
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from PIL import Image, ImageDraw, ImageFont

ARRAY = "Bitrix\\DocumentGenerator\\DataProvider\\ArrayDataProvider"
HASH = "Bitrix\\DocumentGenerator\\DataProvider\\HashDataProvider"
VAT = Decimal("0.19")
SERVICES = (
    ("Analysis of the document flow", 3, Decimal("820.00")),
    ("Template design", 5, Decimal("640.00")),
    ("Integration with the sales system", 8, Decimal("760.00")),
    ("Migration of 12,000 old contracts", 1, Decimal("2900.00")),
    ("Training for two teams", 2, Decimal("990.00")),
    ("Acceptance tests", 2, Decimal("580.00")),
    ("Documentation", 1, Decimal("450.00")),
    ("Support in the first month", 1, Decimal("1200.00")),
)


def contract_values(today: date | None = None) -> dict[str, Any]:
    """The ``values`` parameter."""
    today = today or date.today()
    net = sum((quantity * price for _, quantity, price in SERVICES), Decimal(0))
    vat = (net * VAT).quantize(Decimal("0.01"))
    total = net + vat
    return {
        "ContractDate": f"{today.isoformat()}T00:00:00+00:00",
        "StartDate": f"{(today + timedelta(days=10)).isoformat()}T00:00:00+00:00",
        "EndDate": f"{(today + timedelta(days=190)).isoformat()}T00:00:00+00:00",
        "City": "Berlin",
        "ContractorName": "Inkpost Demo GmbH",
        "ContractorAddress": "Tintenweg 4, 10115 Berlin",
        "ContractorPerson": {"NAME": "Anna", "LAST_NAME": "Schmidt", "GENDER": "F"},
        "CustomerName": "Daisy & Sons Ltd",
        "CustomerPerson": {"NAME": "John", "LAST_NAME": "Smith", "GENDER": "M"},
        "Products": [
            {
                "Name": name,
                "Quantity": str(quantity),
                "Price": money(price),
                "Sum": money(quantity * price),
            }
            for name, quantity, price in SERVICES
        ],
        "ProductsProductIndex": "Products.INDEX",
        "ProductsProductName": "Products.Product.Name",
        "ProductsProductQuantity": "Products.Product.Quantity",
        "ProductsProductPrice": "Products.Product.Price",
        "ProductsProductSum": "Products.Product.Sum",
        "Currency": "EUR",
        "VatRate": "19",
        "Net": money(net),
        "Vat": money(vat),
        "Total": money(total),
        "TotalInWords": {"AMOUNT": str(total), "CURRENCY": "EUR"},
        "PaymentDays": "14",
        "Account": "DE02 1203 0000 0000 2020 51",
        "Jurisdiction": "Germany",
        "Stamp": "data:image/png;base64," + base64.b64encode(stamp("INKPOST DEMO", "BERLIN")).decode(),
    }


CONTRACT_FIELDS: dict[str, Any] = {
    "ContractDate": {"TYPE": "DATE"},
    "TotalInWords": {"TYPE": "MONEY", "FORMAT": {"WORDS": True}},
    "StartDate": {"TYPE": "DATE", "FORMAT": {"format": "j F Y"}},
    "EndDate": {"TYPE": "DATE", "FORMAT": {"format": "j F Y"}},
    "ContractorPerson": {"TYPE": "NAME", "FORMAT": {"format": "#NAME# #LAST_NAME#"}},
    "CustomerPerson": {"TYPE": "NAME", "FORMAT": {"format": "#NAME# #LAST_NAME#"}},
    "Products": {"PROVIDER": ARRAY, "OPTIONS": {"ITEM_NAME": "Product", "ITEM_PROVIDER": HASH}},
    "Stamp": {"TYPE": "STAMP"},
}


def money(amount: Decimal) -> str:
    """An amount as the contract writes it: ``12,345.60``."""
    return f"{amount:,.2f}"


def stamp(around: str, middle: str) -> bytes:
    """A round company stamp, drawn; 3.2 cm on paper."""
    side, colour = 378, (31, 58, 150, 255)
    image = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    for inset, width in ((6, 7), (22, 3), (96, 3)):
        draw.ellipse((inset, inset, side - inset, side - inset), outline=colour, width=width)
    font = ImageFont.load_default(size=34)
    text = f"{around} · {around} · "
    for at, letter in enumerate(text):
        angle = 2 * math.pi * at / len(text)
        glyph = Image.new("RGBA", (60, 60), (255, 255, 255, 0))
        ImageDraw.Draw(glyph).text((30, 30), letter, font=font, fill=colour, anchor="mm")
        turned = glyph.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
        x = side / 2 + 130 * math.sin(angle) - 30
        y = side / 2 - 130 * math.cos(angle) - 30
        image.alpha_composite(turned, (round(x), round(y)))
    draw.text((side / 2, side / 2), middle, font=ImageFont.load_default(size=40), fill=colour, anchor="mm")
    packed = io.BytesIO()
    image.save(packed, "PNG", dpi=(300, 300), optimize=True)
    return packed.getvalue()
