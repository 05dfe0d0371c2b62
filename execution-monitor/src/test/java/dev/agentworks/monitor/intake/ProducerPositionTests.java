package dev.agentworks.monitor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.events.log.LogBatch;
import dev.agentworks.monitor.TestRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProducerPositionTests {
    private static final ProducerPosition START = new ProducerPosition(0, List.of());
    private final TestRun run = TestRun.aRun();

    @Test
    void goesOnWithEachBatchAndKnowsWhatIsStored() {
        var position = START.with(batch(1, 3));

        assertThat(position.lastSeq()).isEqualTo(3);
        assertThat(position.hasAll(batch(2, 2))).isTrue();
        assertThat(position.hasAll(batch(3, 2))).isFalse();
        assertThat(position.isBefore(batch(5, 1))).isTrue();
        assertThat(position.isBefore(batch(4, 1))).isFalse();
    }

    @Test
    void keepsWhatWasPassedOverUntilItComes() {
        var passed = START.with(batch(1, 2)).passing(9).with(batch(10, 1));
        assertThat(passed.gaps()).containsExactly(new SeqRange(3, 9));
        assertThat(passed.hasAll(batch(1, 2))).isTrue();
        assertThat(passed.hasAll(batch(8, 3))).isFalse();

        var middle = passed.with(batch(5, 2));
        assertThat(middle.gaps()).containsExactly(new SeqRange(3, 4), new SeqRange(7, 9));
        assertThat(middle.lacks(5)).isFalse();
        assertThat(middle.lacks(7)).isTrue();

        assertThat(middle.with(batch(1, 6)).gaps()).containsExactly(new SeqRange(7, 9));
        assertThat(middle.with(batch(1, 12))).isEqualTo(new ProducerPosition(12, List.of()));
    }

    @Test
    void passesOverNothingThatIsStored() {
        var position = START.with(batch(1, 5));

        assertThat(position.passing(5)).isEqualTo(position);
        assertThat(position.passing(2)).isEqualTo(position);
    }

    private LogBatch batch(long first, int count) {
        return run.batch("e1", first, count, false);
    }
}
