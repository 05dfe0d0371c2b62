package dev.agentworks.core.address;

import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.web.AddressedThings;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A thing may be known to those to whom row security shows its row. */
@Component
class AddressedRows implements AddressedThings {
    private static final Map<String, String> ROWS =
            Map.of(
                    "workspaces", "workspace where id",
                    "projects", "project where id",
                    "boards", "board where id",
                    "cards", "card where id",
                    "documents", "document where id",
                    "runs", "card_run where run_id");

    private final JdbcClient jdbc;

    AddressedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isVisible(String kind, UUID id, ActingUser user) {
        var row = ROWS.get(kind);
        return row == null || isSeen(row, id);
    }

    private boolean isSeen(String row, UUID id) {
        return Objects.requireNonNull(
                jdbc.sql("select exists (select from %s = ?)".formatted(row))
                        .param(id)
                        .query(Boolean.class)
                        .single());
    }
}
