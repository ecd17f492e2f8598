from emulators.core.nearest import nearest, suggestion


def test_the_nearest_name_is_found_whatever_its_case_and_underscores() -> None:
    assert [nearest(name, ["sipMode", "sipPort"]) for name in ("sip_mode", "SIPPORT", "colour")] == [
        "sipMode",
        "sipPort",
        "",
    ]


def test_the_nearest_name_is_suggested() -> None:
    assert suggestion("profil", ["seed", "profile"]) == "did you mean 'profile'?"


def test_where_nothing_is_near_all_names_are_told() -> None:
    assert suggestion("x", ["seed", "profile"]) == "there is seed, profile"
