package dev.agentworks.billing.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By what single calls can be summed up. A call without one of them is listed as {@code none}. */
public enum AnalyticsDimension {
    PROVIDER("provider"),
    MODEL("model"),
    AGENT("coalesce(agent_id, 'none')"),
    PROJECT("project_id::text"),
    LANE("coalesce(lane::text, 'none')"),
    CARD("coalesce(card_id::text, 'none')"),
    RUN("coalesce(run_id::text, 'none')"),
    PERSON("coalesce(person_id::text, 'none')"),
    KEY("coalesce(api_key_id::text, 'none')");

    private final String column;

    AnalyticsDimension(String column) {
        this.column = column;
    }

    /** The dimension with this name in a request, such as {@code agent}. */
    public static Optional<AnalyticsDimension> named(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String column() {
        return column;
    }
}
