package dev.agentworks.starter.test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** PostgreSQL and Redis for the tests of this JVM, each started when it is first asked for. */
sealed interface Servers permits EmbeddedServers, ContainerServers {
    /** Chooses: {@code containers}, {@code embedded}, or what this machine can do. */
    String SETTING = "agentworks.test.servers";

    Address postgres();

    Address redis();

    /** By the setting; without one in containers where an engine answers, embedded elsewhere. */
    static Servers chosen() {
        return chosen(System.getProperty(SETTING, ""), ContainerEngine.ofThisMachine());
    }

    static Servers chosen(String setting, ContainerEngine engine) {
        return switch (setting) {
            case "containers" -> new ContainerServers();
            case "embedded" -> new EmbeddedServers();
            case "" -> engine.answers() ? new ContainerServers() : new EmbeddedServers();
            default ->
                    throw new IllegalArgumentException(
                            SETTING + " is containers or embedded, not " + setting);
        };
    }

    /** Where a server listens; the password of PostgreSQL's superuser, none for Redis. */
    record Address(String host, int port, String password) {
        Connection connect(String database) throws SQLException {
            return DriverManager.getConnection(jdbc(database), "postgres", password);
        }

        String jdbc(String database) {
            return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
        }
    }
}
