package dev.agentworks.starter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.starter.problem.ProblemException;
import org.junit.jupiter.api.Test;

class ETagsTests {
    @Test
    void readsTheVersionThatItWrote() {
        assertThat(ETags.of(7)).isEqualTo("\"7\"");
        assertThat(ETags.version(ETags.of(7))).isEqualTo(7);
        assertThat(ETags.version("W/\"7\"")).isEqualTo(7);
    }

    @Test
    void expectsNoVersionWhereNoneIsNamed() {
        assertThat(ETags.version(null)).isNull();
        assertThat(ETags.version("*")).isNull();
    }

    @Test
    void refusesATagThatIsNoneOfOurs() {
        assertThatThrownBy(() -> ETags.version("\"abc\"")).isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesAnotherVersionThanTheExpectedOne() {
        assertThatThrownBy(() -> ETags.requireMatch(6L, 7))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> {
                            assertThat(refusal.code().status()).isEqualTo(412);
                            assertThat(refusal.properties()).containsEntry("version", 7L);
                        });
        assertThatCode(() -> ETags.requireMatch(7L, 7)).doesNotThrowAnyException();
        assertThatCode(() -> ETags.requireMatch(null, 7)).doesNotThrowAnyException();
    }
}
