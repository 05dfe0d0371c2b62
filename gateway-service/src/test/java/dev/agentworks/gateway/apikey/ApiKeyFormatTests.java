package dev.agentworks.gateway.apikey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class ApiKeyFormatTests {
    // as core makes it of the number 42
    private static final String KEY = "aw_000000000000000000000000000000000000000000g3EIU1F";

    @Test
    void readsKeysThatCoreMakes() {
        assertThat(ApiKeyFormat.hash(KEY)).hasValueSatisfying(hash -> assertThat(hash).hasSize(64));
    }

    @Test
    void noticesEveryMistypedCharacter() {
        for (int place = 3; place < KEY.length(); place++) {
            var slip = KEY.charAt(place) == 'x' ? 'y' : 'x';
            var typo = KEY.substring(0, place) + slip + KEY.substring(place + 1);
            assertThat(ApiKeyFormat.hash(typo)).as(typo).isEmpty();
        }
        for (var text : new String[] {"", "aw_", KEY + "0", KEY.substring(1), KEY + "\n", "aw_é"}) {
            assertThat(ApiKeyFormat.hash(text)).as(text).isEmpty();
        }
    }

    @Test
    void distinguishesKeysFromOtherTokens() {
        assertThat(ApiKeyFormat.in("Bearer " + KEY)).isEqualTo(KEY);
        assertThat(ApiKeyFormat.in("bearer  " + KEY + " ")).isEqualTo(KEY);
        assertThat(ApiKeyFormat.in("Bearer eyJhbGciOi")).isNull();
        assertThat(ApiKeyFormat.in("Basic " + KEY)).isNull();
        assertThat(ApiKeyFormat.in(null)).isNull();
    }

    @Test
    void readsKeysThatGitClientsSendAsAPassword() {
        assertThat(ApiKeyFormat.inBasic(basic("git:" + KEY))).isEqualTo(KEY);
        assertThat(ApiKeyFormat.inBasic(basic(":" + KEY))).isEqualTo(KEY);
        assertThat(ApiKeyFormat.inBasic("Bearer " + KEY)).isEqualTo(KEY);
        assertThat(ApiKeyFormat.inBasic(basic("ada:secret"))).isNull();
        assertThat(ApiKeyFormat.inBasic(basic(KEY + ":x"))).isNull();
        assertThat(ApiKeyFormat.inBasic("Basic")).isNull();
        assertThat(ApiKeyFormat.inBasic("Basic !?")).isNull();
        assertThat(ApiKeyFormat.inBasic(null)).isNull();
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }
}
