"""Somebody of whom only the name is known gets a login at which no letter arrives."""

from voronka.domain.importing.logins import login_of


def test_a_name_in_latin_letters():
    assert login_of("Анна Щёкина", "romashka", set()) == "anna.shchekina@romashka.invalid"
    assert login_of("José Müller-Öz", "romashka", set()) == "jose.muller.oz@romashka.invalid"
    assert login_of("李", "romashka", set()) == "user@romashka.invalid"


def test_of_two_with_one_name_the_second_is_numbered():
    taken = {"anna.sokolova@romashka.invalid"}

    assert login_of("Анна Соколова", "romashka", taken) == "anna.sokolova.2@romashka.invalid"
