package dev.agentworks.gateway.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyTextTests {
    // as core makes it of the number 42
    private static final String KEY = "aw_000000000000000000000000000000000000000000g3EIU1F";

    @Test
    void readsWhatCoreMakes() {
        assertThat(KeyText.hash(KEY)).hasValueSatisfying(hash -> assertThat(hash).hasSize(64));
    }

    @Test
    void seesEverySlipOfTheHand() {
        for (int place = 3; place < KEY.length(); place++) {
            var slip = KEY.charAt(place) == 'x' ? 'y' : 'x';
            var typo = KEY.substring(0, place) + slip + KEY.substring(place + 1);
            assertThat(KeyText.hash(typo)).as(typo).isEmpty();
        }
        for (var text : new String[] {"", "aw_", KEY + "0", KEY.substring(1), KEY + "\n", "aw_é"}) {
            assertThat(KeyText.hash(text)).as(text).isEmpty();
        }
    }

    @Test
    void tellsKeysFromOtherTokens() {
        assertThat(KeyText.in("Bearer " + KEY)).isEqualTo(KEY);
        assertThat(KeyText.in("bearer  " + KEY + " ")).isEqualTo(KEY);
        assertThat(KeyText.in("Bearer eyJhbGciOi")).isNull();
        assertThat(KeyText.in("Basic " + KEY)).isNull();
        assertThat(KeyText.in(null)).isNull();
    }
}
