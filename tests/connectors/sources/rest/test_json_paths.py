import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonpath import JSONPathEnvironment

from connectors.sources.rest.json_paths import NoPath, json_path

STRICT = JSONPathEnvironment(strict=True)
values = st.recursive(
    st.none() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c d"]), inner),
    max_leaves=15,
)
paths = st.lists(
    st.sampled_from(
        [
            ".a",
            ".b",
            ".*",
            "[*]",
            "['a']",
            "['c d']",
            "['a', 'b']",
            "[ 'b','a' ]",
            "[0]",
            "[-1]",
            "..a",
            "[?@.a]",
        ]
    ),
    max_size=4,
).map(lambda segments: "$" + "".join(segments))


@given(st.lists(values, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c d"]), values), paths)
def test_a_path_leads_where_rfc_9535_says(value, path):
    assert json_path(path).found_in(value) == STRICT.findall(path, value)


@pytest.mark.parametrize("path", ["$", "$.a", "$..a", "$[?@.a]", "$[0]", "$.*"])
@pytest.mark.parametrize("value", [1, "text", None, True])
def test_a_path_into_what_holds_nothing_finds_nothing(path, value):
    assert json_path(path).found_in(value) == ([value] if path == "$" else [])


@pytest.mark.parametrize(
    "path", ["", "a", "$a", "$.", "$.a.", "$[", "$['a]", "$.a b", "$ .a ", "$.a | $.b", "^", "$[']"]
)
def test_what_is_no_path_is_told_in_one_line(path):
    with pytest.raises(NoPath) as caught:
        json_path(path)

    assert len(str(caught.value).splitlines()) == 1
