package dev.agentworks.billing.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The dimensions by which usage can be broken down. */
public enum Dimension {
    PROVIDER("byProvider", UsageRow::provider),
    AGENT("byAgent", UsageRow::agent),
    PROJECT("byProject", row -> row.project().toString()),
    MODEL("byModel", UsageRow::model),
    DAY("byDay", row -> row.day().toString());

    private final String member;
    private final Function<UsageRow, String> name;

    Dimension(String member, Function<UsageRow, String> name) {
        this.member = member;
        this.name = name;
    }

    /** The dimension with this name in a request, such as {@code agent}. */
    public static Optional<Dimension> named(String word) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    /** The name of the breakdown in a response, such as {@code byAgent}. */
    public String member() {
        return member;
    }

    String nameOf(UsageRow row) {
        return name.apply(row);
    }
}
