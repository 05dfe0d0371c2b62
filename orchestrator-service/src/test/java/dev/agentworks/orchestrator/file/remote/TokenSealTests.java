package dev.agentworks.orchestrator.file.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.starter.problem.ProblemException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokenSealTests {

    private static final String OLD = "old:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String NEW = "new:HxwdHhscGRoXGBUWExQREg8QDQ4LDAkKBwgFBgMEAQI=";

    private final UUID project = UUID.randomUUID();

    @Test
    void opensWhatItSealedForTheSameProjectOnly() {
        var sealed = seal(OLD).seal(project, "ghp_token");

        assertThat(seal(OLD).open(project, sealed)).isEqualTo("ghp_token");
        assertThat(seal(OLD).seal(project, "ghp_token")).isNotEqualTo(sealed);
        assertThatThrownBy(() -> seal(OLD).open(UUID.randomUUID(), sealed))
                .isInstanceOf(IllegalStateException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> seal(OLD).open(project, sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void opensUnderAnOldKeyAndSealsUnderTheNewOne() {
        var sealed = seal(OLD).seal(project, "t");

        assertThat(seal(NEW + "," + OLD).open(project, sealed)).isEqualTo("t");
        var renewed = seal(NEW + "," + OLD).seal(project, "t");
        assertThat(seal(NEW).open(project, renewed)).isEqualTo("t");
        assertThatThrownBy(() -> seal(NEW).open(project, sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsNothingWithoutAKeyAndTakesNoKeyOfAnotherSize() {
        assertThatThrownBy(() -> seal("").seal(project, "t")).isInstanceOf(ProblemException.class);
        for (var bad : new String[] {"id:AAEC", "AAEC", "id:?", ":AAEC"}) {
            assertThatThrownBy(() -> seal(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static TokenSeal seal(String keys) {
        return new TokenSeal(new RemoteSettings(keys, false, "", Duration.ZERO));
    }
}
