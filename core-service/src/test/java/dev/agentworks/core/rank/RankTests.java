package dev.agentworks.core.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankTests {

    @Test
    void tenThousandRandomPlacesKeepTheirOrder() {
        var random = new Random(7);
        var ranks = new ArrayList<String>();

        for (var count = 0; count < 10_000; count++) {
            var place = random.nextInt(ranks.size() + 1);
            ranks.add(
                    place,
                    Rank.between(
                            place == 0 ? null : ranks.get(place - 1),
                            place == ranks.size() ? null : ranks.get(place)));
        }

        assertThat(ranks).isSorted().doesNotHaveDuplicates();
        assertThat(ranks).allMatch(rank -> rank.length() <= 40);
    }

    @Test
    void cardsPutAtAnEndNeverMakeKeysGrow() {
        var last = Rank.between(null, null);
        var first = last;

        for (var count = 0; count < 5_000; count++) {
            var next = Rank.between(last, null);
            assertThat(next).isGreaterThan(last).hasSize(6);
            last = next;
            var before = Rank.between(null, first);
            assertThat(before).isLessThan(first).hasSize(6);
            first = before;
        }
    }

    @Test
    void thereIsAlwaysRoomAtTheSameSpot() {
        var above = Rank.between(null, null);
        var below = Rank.between(above, null);

        for (var count = 0; count < 300; count++) {
            var middle = Rank.between(above, below);
            assertThat(middle).isGreaterThan(above).isLessThan(below);
            below = middle;
        }
    }
}
