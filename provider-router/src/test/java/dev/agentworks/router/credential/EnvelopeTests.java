package dev.agentworks.router.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.router.provider.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class EnvelopeTests {
    private static final String OLD = key("old", 1);
    private static final String NEW = key("new", 2);
    private final Secret secret = new Secret("sk-a-customers-own-key");

    @Test
    void opensWhatItSealed() {
        var envelope = with(OLD);

        var sealed = envelope.seal(secret, "here");

        assertThat(envelope.open(sealed, "here")).contains(secret);
        assertThat(new String(sealed.sealed(), StandardCharsets.ISO_8859_1))
                .doesNotContain("customers");
        assertThat(envelope.seal(secret, "here").sealed()).isNotEqualTo(sealed.sealed());
    }

    @Test
    void opensNothingThatWasMovedOrChanged() {
        var envelope = with(OLD);
        var sealed = envelope.seal(secret, "here");

        assertThatThrownBy(() -> envelope.open(sealed, "there"))
                .isInstanceOf(IllegalStateException.class);
        sealed.sealed()[20] ^= 1;
        assertThatThrownBy(() -> envelope.open(sealed, "here"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void goesUnderTheNewMasterKeyAndLeavesTheOldOneBehind() {
        var sealed = with(OLD).seal(secret, "here");
        var both = with(NEW + "," + OLD);

        var renewed = both.renewed(sealed, "here").orElseThrow();

        assertThat(renewed.masterKeyId()).isEqualTo("new");
        assertThat(with(NEW).open(renewed, "here")).contains(secret);
        assertThat(with(NEW).open(sealed, "here")).isEmpty();
        assertThat(both.renewed(renewed, "here")).isEmpty();
    }

    @Test
    void refusesAMasterKeyOfTheWrongSize() {
        assertThatThrownBy(() -> with("id:" + Base64.getEncoder().encodeToString(new byte[16])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(with("").canSeal()).isFalse();
    }

    private static Envelope with(String keys) {
        return new Envelope(new MasterKeys(new ByokSettings(keys, null, Duration.ZERO)));
    }

    private static String key(String id, int fill) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return id + ":" + Base64.getEncoder().encodeToString(bytes);
    }
}
