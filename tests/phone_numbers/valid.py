"""Valid numbers of real countries, for properties."""

import phonenumbers
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat


def digits_in_ranges(*regions: str) -> st.SearchStrategy[str]:
    """Digits with the country code of these regions, valid or nearly so."""
    codes = [str(phonenumbers.country_code_for_region(region)) for region in regions]
    rest = st.from_regex(r"[0-9]{7,11}", fullmatch=True)
    return st.tuples(st.sampled_from(codes), rest).map("".join)


@st.composite
def valid_numbers(draw: st.DrawFn, *regions: str) -> phonenumbers.PhoneNumber:
    """A valid number: one of the library's examples with other last digits."""
    region = draw(st.sampled_from(regions))
    kind = draw(
        st.sampled_from([phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE])
    )
    example = phonenumbers.example_number_for_type(region, kind)
    assert example is not None
    e164 = phonenumbers.format_number(example, PhoneNumberFormat.E164)
    tail = draw(st.from_regex(r"[0-9]{4}", fullmatch=True))
    changed = phonenumbers.parse(e164[:-4] + tail)
    return changed if phonenumbers.is_valid_number(changed) else example


@st.composite
def written(draw: st.DrawFn, number: phonenumbers.PhoneNumber, home: str) -> str:
    """The number as somebody in `home` might write it."""
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    grouped = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    ways = [e164, grouped, f"00{e164[1:]}", grouped.replace("+", "00 "), f"tel:{grouped.replace(' ', '-')}"]
    if phonenumbers.region_code_for_number(number) == home:
        ways.append(phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL))
    text = draw(st.sampled_from(ways))
    if not text.startswith("tel:"):
        gap = draw(st.sampled_from([" ", "-", ".", "\N{NO-BREAK SPACE}", "  ", "/"]))
        text = text.replace(" ", gap)
    digits = draw(st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "๐๑๒๓๔๕๖๗๘๙"]))
    return text.translate(str.maketrans("0123456789", digits))
