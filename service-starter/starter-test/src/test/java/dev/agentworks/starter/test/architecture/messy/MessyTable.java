package dev.agentworks.starter.test.architecture.messy;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.jdbc.core.JdbcTemplate;

/** Is open to everybody. */
public class MessyTable {
    int count(JdbcTemplate jdbc) {
        return jdbc.update("delete from note");
    }

    @Query("select n.id from Note n")
    List<UUID> ids() {
        return List.of();
    }
}
