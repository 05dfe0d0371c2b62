package dev.agentworks.starter.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Sha256Tests {
    @Test
    void digestsTheTextOfTheStandard() {
        assertThat(Sha256.hex("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void digestsNothingAtAll() {
        assertThat(Sha256.hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
                .isEqualTo(Sha256.hex(""));
    }

    @Test
    void readsATextAsUtf8() {
        assertThat(Sha256.bytes("Zürich")).isEqualTo(Sha256.bytes("Zürich".getBytes(UTF_8)));
    }

    @Test
    void digestsPartsAsIfTheyWereOne() {
        assertThat(Sha256.hex("a".getBytes(UTF_8), "bc".getBytes(UTF_8)))
                .isEqualTo(Sha256.hex("abc"));
    }
}
