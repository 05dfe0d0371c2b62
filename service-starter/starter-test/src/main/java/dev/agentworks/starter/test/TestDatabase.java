package dev.agentworks.starter.test;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A database with the roles and the schema that a deployment gives a service. */
final class TestDatabase {
    private static final String PASSWORD = "test";

    private TestDatabase() {}

    static Map<String, Object> create(String service, String database) {
        var owner = service + "_owner";
        var app = service + "_app";
        try {
            on(
                    "postgres",
                    statement -> {
                        role(statement, owner);
                        role(statement, app);
                        statement.execute("create database " + database);
                    });
            on(
                    database,
                    statement ->
                            statement.execute(
                                    "create schema \"%s\" authorization \"%s\""
                                            .formatted(service, owner)));
        } catch (SQLException e) {
            throw new IllegalStateException("the test database could not be made", e);
        }
        return Map.of(
                "AGENTWORKS_DATABASE_URL",
                Engines.postgres().jdbc(database) + "?currentSchema=" + service,
                "AGENTWORKS_DATABASE_USER",
                app,
                "AGENTWORKS_DATABASE_PASSWORD",
                PASSWORD,
                "AGENTWORKS_MIGRATION_USER",
                owner,
                "AGENTWORKS_MIGRATION_PASSWORD",
                PASSWORD);
    }

    private static void role(Statement statement, String name) throws SQLException {
        statement.execute(
                """
                do $$ begin
                    create role "%s" login password '%s' nosuperuser nobypassrls;
                exception when duplicate_object then null;
                end $$
                """
                        .formatted(name, PASSWORD));
    }

    private static void on(String database, Work work) throws SQLException {
        try (var connection = Engines.postgres().connect(database);
                var statement = connection.createStatement()) {
            work.with(statement);
        }
    }

    private interface Work {
        void with(Statement statement) throws SQLException;
    }
}
