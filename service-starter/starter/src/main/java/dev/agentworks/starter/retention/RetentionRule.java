package dev.agentworks.starter.retention;

import java.time.Duration;

/**
 * What of a table is forgotten when it is old. Declared as a bean; the sweep runs it now and then.
 *
 * @param name by which an operator sets how long things are kept, {@code
 *     agentworks.retention.keep.<name>}, and finds its figures
 * @param keep how long things are kept unless the operator says otherwise
 * @param sql forgets some and tells how many: one statement with the parameters {@code :age}, in
 *     seconds, and {@code :most}, how many rows at once, that answers one number. It may run twice,
 *     and on several instances
 */
public record RetentionRule(String name, Duration keep, String sql) {
    public RetentionRule {
        if (!name.matches("[a-z][a-z-]*")) {
            throw new IllegalArgumentException("a rule is named in small letters, not " + name);
        }
        if (keep.isNegative() || keep.isZero()) {
            throw new IllegalArgumentException(name + " would be forgotten at once");
        }
    }

    /** Deletes rows whose time is over, oldest index entries first. */
    public static RetentionRule deleting(
            String name, Duration keep, String table, String condition) {
        return new RetentionRule(
                name,
                keep,
                """
                with gone as (
                    delete from %1$s where ctid = any (array(
                        select ctid from %1$s where %2$s limit :most for update skip locked))
                    returning 1)
                select count(*) from gone
                """
                        .formatted(table, condition));
    }
}
