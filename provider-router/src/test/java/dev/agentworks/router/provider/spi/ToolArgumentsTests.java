package dev.agentworks.router.provider.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolArgumentsTests {

    @Test
    void readsAnObject() {
        assertThat(ToolArguments.read(" {\"path\":\"a\\u0000b\",\"n\":1.10} ").path("n").toString())
                .isEqualTo("1.10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void takesNothingForAnEmptyObject(String written) {
        assertThat(ToolArguments.read(written).isObject()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"path\": \"a.txt\", \"content\": \"x",
                "null",
                "[]",
                "7",
                "true",
                "\"{\\\"path\\\":\\\"a.txt\\\"}\"",
                "{} {}",
                "{\"a\":1} and that is all",
                "```json\n{\"a\":1}\n```",
                "{'a':1}",
                "{\"a\":NaN}",
                "<tool>list_files</tool>"
            })
    void handsOnWhatIsNoObjectAsItWasWritten(String written) {
        assertThat(ToolArguments.read(written).isString()).isTrue();
        assertThat(ToolArguments.read(written).stringValue()).isEqualTo(written);
    }

    @Test
    void handsOnWhatIsNestedTooDeepAsItWasWritten() {
        var deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);

        assertThat(ToolArguments.read(deep).isString()).isTrue();
    }
}
