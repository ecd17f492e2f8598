from emulators.core.nearest import suggestion


def test_the_nearest_name_is_suggested() -> None:
    assert suggestion("profil", ["seed", "profile"]) == "did you mean 'profile'?"


def test_where_nothing_is_near_all_names_are_told() -> None:
    assert suggestion("x", ["seed", "profile"]) == "there is seed, profile"
