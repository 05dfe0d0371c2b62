package dev.agentworks.starter.health;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/** What {@code /health} answers at the management port. */
record HealthReport(String status, List<Check> checks) {
    static final String HEALTHY = "healthy";
    static final String UNHEALTHY = "unhealthy";

    static HealthReport of(List<Check> checks) {
        var healthy = checks.stream().allMatch(check -> check.status().equals(HEALTHY));
        return new HealthReport(healthy ? HEALTHY : UNHEALTHY, checks);
    }

    @JsonIgnore
    boolean isHealthy() {
        return status.equals(HEALTHY);
    }

    /** One dependency and its state. */
    record Check(String name, String status) implements Comparable<Check> {
        @Override
        public int compareTo(Check other) {
            return name.compareTo(other.name);
        }
    }
}
