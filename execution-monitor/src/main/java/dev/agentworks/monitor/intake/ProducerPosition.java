package dev.agentworks.monitor.intake;

import dev.agentworks.events.log.LogBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of a producer's lines are stored: all up to a number, except for gaps. A batch may repeat
 * what is stored, fill a gap, go on, or come before one that is missing.
 *
 * @param lastSeq the last number that is stored or was passed over
 * @param gaps numbers that were passed over and have not arrived, lowest first
 */
record ProducerPosition(long lastSeq, List<SeqRange> gaps) {
    ProducerPosition {
        gaps = List.copyOf(gaps);
    }

    static long last(LogBatch batch) {
        return batch.firstSeq() + batch.entries().size() - 1;
    }

    /** Whether the line with this number is not stored. */
    boolean lacks(long seq) {
        return seq > lastSeq || isInGap(seq);
    }

    /** Whether this number was passed over. */
    boolean isInGap(long seq) {
        return gaps.stream().anyMatch(gap -> gap.contains(seq));
    }

    boolean hasAll(LogBatch batch) {
        long last = last(batch);
        return last <= lastSeq
                && gaps.stream().noneMatch(gap -> gap.overlaps(batch.firstSeq(), last));
    }

    /** Whether lines before this batch are missing. */
    boolean isBefore(LogBatch batch) {
        return batch.firstSeq() > lastSeq + 1;
    }

    /** The position with the batch's lines stored. */
    ProducerPosition with(LogBatch batch) {
        long first = batch.firstSeq();
        long last = last(batch);
        var left = new ArrayList<SeqRange>();
        for (var gap : gaps) {
            if (!gap.overlaps(first, last)) {
                left.add(gap);
                continue;
            }
            if (gap.from() < first) {
                left.add(new SeqRange(gap.from(), first - 1));
            }
            if (gap.to() > last) {
                left.add(new SeqRange(last + 1, gap.to()));
            }
        }
        return new ProducerPosition(Math.max(lastSeq, last), left);
    }

    /** The position after everything up to this number is passed over. */
    ProducerPosition passing(long upTo) {
        if (upTo <= lastSeq) {
            return this;
        }
        var more = new ArrayList<>(gaps);
        more.add(new SeqRange(lastSeq + 1, upTo));
        return new ProducerPosition(upTo, more);
    }
}
