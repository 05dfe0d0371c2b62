package dev.agentworks.starter.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PatchFieldTests {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void tellsAFieldThatWasLeftOutFromOneThatIsNull() {
        assertThat(read("{}").text()).isNull();
        assertThat(read("{\"text\": null}").text()).isEqualTo(new PatchField<>(null));
        assertThat(read("{\"text\": \"a\"}").text()).isEqualTo(new PatchField<>("a"));
    }

    @Test
    void readsTheTypeOfItsContent() {
        assertThat(read("{\"numbers\": [1, 2]}").numbers())
                .isEqualTo(new PatchField<>(List.of(1, 2)));
    }

    @Test
    void keepsThePresentValueOnlyWhenTheFieldWasLeftOut() {
        assertThat(PatchField.valueOr(null, "present")).isEqualTo("present");
        assertThat(PatchField.valueOr(new PatchField<>(null), "present")).isNull();
        assertThat(PatchField.valueOr(new PatchField<>("new"), "present")).isEqualTo("new");
    }

    @Test
    void standsForTheEmptyValueWhenItIsNull() {
        assertThat(PatchField.valueOrEmpty(null, "")).isNull();
        assertThat(PatchField.valueOrEmpty(new PatchField<>(null), "")).isEmpty();
        assertThat(PatchField.valueOrEmpty(new PatchField<>("new"), "")).isEqualTo("new");
    }

    @Test
    void isCheckedByTheConstraintsOfItsContent() {
        try (var validation = Validation.buildDefaultValidatorFactory()) {
            var violations = validation.getValidator().validate(read("{\"text\": \"too long\"}"));

            assertThat(violations)
                    .singleElement()
                    .satisfies(violation ->
                            assertThat(violation.getPropertyPath()).hasToString("text"));
        }
    }

    private static Patch read(String json) {
        return JSON.readValue(json, Patch.class);
    }

    record Patch(
            @Nullable PatchField<@Size(max = 3) String> text,
            @Nullable PatchField<List<Integer>> numbers) {}
}
