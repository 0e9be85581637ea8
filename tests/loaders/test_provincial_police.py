"""A province's, a city's or a state's police is named by its place, whatever word says what sort of place that is."""

from __future__ import annotations

import pytest

from tests.loaders.test_bodies import names


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("tr", "Takeo eyalet polisi 24 Çinliyi yakaladı.", "Takeo Police"),
        ("id", "Kepolisian Provinsi Banteay Meanchey menangkap 24 warga.", "Banteay Meanchey Police"),
        ("id", "Polresta Deli Serdang menangkap 24 warga.", "Polresta Deli Serdang"),
        ("id", "Kantor Imigrasi Atambua mendeportasi 24 warga.", "Kantor Imigrasi Atambua"),
        ("id", "Pengadilan Distrik Taipei memvonis 24 orang.", "Taipei District Court"),
        ("vi", "Công an TP Đà Nẵng bắt 24 người.", "Da Nang Police"),
        ("km", "ស្នងការដ្ឋាននគរបាលខេត្តតាកែវ បានចាប់ខ្លួនជនជាតិចិន ២៤ នាក់។", "Takeo Police"),
        ("ja", "タケオ州警察は中国人24人を逮捕した。", "Takeo Police"),
        ("zh", "波乔省警方逮捕24名中国公民。", "Bokeo Police"),
        ("hi", "बोकेओ प्रांत की पुलिस ने 24 लोगों को गिरफ्तार किया।", "Bokeo Police"),
        ("ar", "ألقت شرطة مقاطعة بوكيو القبض على 24 صينيا.", "Bokeo Police"),
    ],
)
def test_the_police_of_a_place_is_named_by_it(code: str, text: str, name: str) -> None:
    assert names(text, code) == [name]


def test_tak_does_not_stand_in_takeo() -> None:
    assert names("នគរបាលខេត្តតាក បានចាប់ខ្លួនជនជាតិចិន ២៤ នាក់។", "km") == ["Tak Police"]
    assert names("នគរបាលខេត្តតាកែវ បានចាប់ខ្លួនជនជាតិចិន ២៤ នាក់។", "km") == ["Takeo Police"]
