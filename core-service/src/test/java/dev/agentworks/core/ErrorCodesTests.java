package dev.agentworks.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.test.ErrorCodes;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ErrorCodesTests {
    @Test
    void answersWithTheCodesTitlesAndStatusesThatWereAgreed() throws IOException {
        assertThat(ErrorCodes.declaredIn("dev.agentworks.core"))
                .containsExactlyElementsOf(ErrorCodes.agreed());
    }
}
