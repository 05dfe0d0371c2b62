package dev.agentworks.core.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeySecretTests {

    @Test
    void isWhatTheGatewayReads() {
        var secret = KeySecret.of(HexFormat.of().parseHex("00".repeat(31) + "2a"));

        assertThat(secret.text()).isEqualTo("aw_000000000000000000000000000000000000000000g3EIU1F");
        assertThat(secret.prefix()).isEqualTo("aw_00000000");
    }

    @Test
    void hasTheSameShapeWhateverTheBits() {
        var random = new SecureRandom();
        var made =
                Stream.concat(
                        Stream.of(
                                KeySecret.of(new byte[32]),
                                KeySecret.of(HexFormat.of().parseHex("ff".repeat(32)))),
                        IntStream.range(0, 1_000).mapToObj(_ -> KeySecret.random(random)));

        assertThat(made.map(KeySecret::text))
                .allMatch(text -> text.matches("aw_[0-9A-Za-z]{49}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void saysNothingOfItselfInALog() {
        var secret = KeySecret.random(new SecureRandom());

        assertThat("made " + secret).doesNotContain(secret.text().substring(11));
    }
}
