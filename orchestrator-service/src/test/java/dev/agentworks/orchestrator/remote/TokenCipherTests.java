package dev.agentworks.orchestrator.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.starter.problem.ProblemException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokenCipherTests {

    private static final String OLD = "old:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String NEW = "new:HxwdHhscGRoXGBUWExQREg8QDQ4LDAkKBwgFBgMEAQI=";

    private final UUID project = UUID.randomUUID();

    @Test
    void decryptsWhatItEncryptedForTheSameProjectOnly() {
        var encrypted = cipher(OLD).encrypt(project, "ghp_token");

        assertThat(cipher(OLD).decrypt(project, encrypted)).isEqualTo("ghp_token");
        assertThat(cipher(OLD).encrypt(project, "ghp_token")).isNotEqualTo(encrypted);
        assertThatThrownBy(() -> cipher(OLD).decrypt(UUID.randomUUID(), encrypted))
                .isInstanceOf(IllegalStateException.class);
        encrypted[encrypted.length - 1] ^= 1;
        assertThatThrownBy(() -> cipher(OLD).decrypt(project, encrypted))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void decryptsUnderAnOldKeyAndEncryptsUnderTheNewOne() {
        var encrypted = cipher(OLD).encrypt(project, "t");

        assertThat(cipher(NEW + "," + OLD).decrypt(project, encrypted)).isEqualTo("t");
        var renewed = cipher(NEW + "," + OLD).encrypt(project, "t");
        assertThat(cipher(NEW).decrypt(project, renewed)).isEqualTo("t");
        assertThatThrownBy(() -> cipher(NEW).decrypt(project, encrypted))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsNothingWithoutAKeyAndTakesNoKeyOfAnotherSize() {
        assertThatThrownBy(() -> cipher("").encrypt(project, "t"))
                .isInstanceOf(ProblemException.class);
        for (var bad : new String[] {"id:AAEC", "AAEC", "id:?", ":AAEC"}) {
            assertThatThrownBy(() -> cipher(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static TokenCipher cipher(String keys) {
        return new TokenCipher(new RemoteSettings(keys, false, "", Duration.ZERO));
    }
}
