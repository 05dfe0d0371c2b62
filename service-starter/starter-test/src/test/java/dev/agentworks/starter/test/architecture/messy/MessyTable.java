package dev.agentworks.starter.test.architecture.messy;

import org.springframework.jdbc.core.JdbcTemplate;

/** Is open to everybody. */
public class MessyTable {
    int count(JdbcTemplate jdbc) {
        return jdbc.update("delete from note");
    }
}
