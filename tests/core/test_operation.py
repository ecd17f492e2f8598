import pytest
import sample_vendor

from emulators.core.operation import Operation


def test_a_parameter_of_the_path_that_no_schema_types_is_refused_where_it_is_declared() -> None:
    with pytest.raises(ValueError, match=r"^GET /v1/numbers/\{id\}/\{part\}: params has no field part$"):
        Operation("GET", "/v1/numbers/{id}/{part}", sample_vendor.remove, sample_vendor.WHY, params=sample_vendor.Path)


def test_an_operation_without_params_may_have_no_parameter_in_its_path() -> None:
    with pytest.raises(ValueError, match="params has no field id"):
        Operation("GET", "/v1/numbers/{id}", sample_vendor.remove, sample_vendor.WHY)
