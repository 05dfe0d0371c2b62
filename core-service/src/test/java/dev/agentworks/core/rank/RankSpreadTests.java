package dev.agentworks.core.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankSpreadTests {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 30, 100, 2_000})
    void twentyThousandPlacesInOneGapNeverMakeALongKey(int cards) {
        var random = new Random(cards);
        var ranks = new ArrayList<String>();
        for (var count = 0; count < cards + 2; count++) {
            ranks.add(Rank.between(ranks.isEmpty() ? null : ranks.getLast(), null));
        }

        for (var count = 0; count < 20_000; count++) {
            // the last card, or any, goes to the place under the first
            var moved = 1 + (cards == 0 ? 0 : random.nextInt(ranks.size() - 1));
            ranks.remove(moved);
            ranks.add(1, Rank.between(ranks.get(0), ranks.size() == 1 ? null : ranks.get(1)));
            assertThat(ranks.get(1).length()).isLessThanOrEqualTo(Rank.LONGEST);
            if (ranks.get(1).length() > Rank.CROWDED) {
                rewrite(ranks);
            }
        }

        assertThat(ranks).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whateverTheKeysAreTheirOrderStaysAndTheyBecomeShort() {
        for (var seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var ranks = randomRanks(random, 1 + random.nextInt(200));
            var short_ = ranks.stream().filter(rank -> rank.length() <= RankSpread.LONG).toList();

            var rewritten = RankSpread.of(ranks);
            assertNoStepTakesAPlaceThatIsTaken(ranks, rewritten);
            rewrite(ranks);

            assertThat(ranks).isSorted().doesNotHaveDuplicates();
            assertThat(ranks).allMatch(rank -> rank.length() <= RankSpread.LONG);
            assertThat(ranks).noneMatch(rank -> rank.endsWith(Rank.SMALLEST));
            if (short_.size() == ranks.size()) {
                assertThat(rewritten).isEmpty();
            }
            assertThat(RankSpread.of(ranks)).isEmpty();
        }
    }

    @Test
    void shortKeysThatLieCloseTogetherMakeRoom() {
        var ranks = new ArrayList<String>();
        ranks.add("VVVVV1");
        ranks.add("VVVVV1" + "z".repeat(30) + "1");
        ranks.add("VVVVV2");
        ranks.add("VVVVV3");

        rewrite(ranks);

        assertThat(ranks).isSorted().doesNotHaveDuplicates().hasSize(4);
        assertThat(ranks).allMatch(rank -> rank.length() <= RankSpread.LONG);
    }

    /** The database compares each row that it writes with all that are there. */
    private static void assertNoStepTakesAPlaceThatIsTaken(
            List<String> ranks, List<RankSpread.Rewritten> rewritten) {
        var present = new HashSet<>(ranks);
        for (var place : rewritten) {
            assertThat(present.add(place.rank())).as(place.toString()).isTrue();
            present.remove(ranks.get(place.index()));
        }
    }

    private static List<String> randomRanks(Random random, int count) {
        var ranks = new ArrayList<String>();
        var place = 0;
        for (var made = 0; made < count; made++) {
            if (random.nextInt(4) == 0) {
                place = random.nextInt(ranks.size() + 1);
            }
            place = Math.min(place, ranks.size());
            ranks.add(
                    place,
                    Rank.between(
                            place == 0 ? null : ranks.get(place - 1),
                            place == ranks.size() ? null : ranks.get(place)));
        }
        return ranks;
    }

    private static void rewrite(List<String> ranks) {
        RankSpread.of(ranks).forEach(place -> ranks.set(place.index(), place.rank()));
    }
}
