package dev.agentworks.billing.plan;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a dollar of provider cost is sold for, by the plans that workspaces chose. */
@Component
public class PlanMarkups {
    private static final TypeReference<Map<String, String>> MARKUPS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PlanMarkups(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The markups of these workspaces, as they are in the caller's transaction. */
    public ForWorkspaces of(Collection<UUID> workspaces) {
        var byWorkspace = new HashMap<UUID, List<Days>>();
        jdbc.sql("select * from plan_markups(?)")
                .param(workspaces.toArray(UUID[]::new))
                .query(row -> {
                    byWorkspace
                            .computeIfAbsent(
                                    row.getObject("workspace", UUID.class), _ -> new ArrayList<>())
                            .add(days(row));
                });
        return new ForWorkspaces(byWorkspace);
    }

    private Days days(ResultSet row) throws SQLException {
        return new Days(
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                row.getBigDecimal("markup"),
                json.readValue(row.getString("lane_markups"), MARKUPS));
    }

    /** The markups of some workspaces. */
    public static final class ForWorkspaces {
        private final Map<UUID, List<Days>> byWorkspace;

        private ForWorkspaces(Map<UUID, List<Days>> byWorkspace) {
            this.byWorkspace = byWorkspace;
        }

        /** Of a call; empty where the workspace chose no plan for that day. */
        public Optional<BigDecimal> markup(UUID workspace, @Nullable Integer lane, Instant at) {
            var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
            return byWorkspace.getOrDefault(workspace, List.of()).stream()
                    .filter(it -> it.cover(day))
                    .reduce((_, later) -> later)
                    .map(it -> it.of(lane));
        }
    }

    private record Days(
            LocalDate startsOn,
            @Nullable LocalDate endsOn,
            BigDecimal markup,
            Map<String, String> laneMarkups) {
        boolean cover(LocalDate day) {
            return !day.isBefore(startsOn) && (endsOn == null || day.isBefore(endsOn));
        }

        BigDecimal of(@Nullable Integer lane) {
            var ofLane = lane == null ? null : laneMarkups.get(lane.toString());
            return ofLane == null ? markup : new BigDecimal(ofLane);
        }
    }
}
