package dev.agentworks.local.launcher.database;

import dev.agentworks.local.launcher.StackFailure;
import dev.agentworks.local.launcher.stack.Secrets;
import dev.agentworks.local.launcher.stack.ServiceDefinition;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * One database, and in it for each service a schema and two roles: the owner, which migrates, and
 * the application's, which owns nothing and cannot go round row security.
 */
public final class DatabaseRoles {

    private static final String DATABASE = "agentworks";

    private final int port;
    private final Secrets secrets;

    public DatabaseRoles(int port, Secrets secrets) {
        this.port = port;
        this.secrets = secrets;
    }

    public static String url(int port, ServiceDefinition service) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?currentSchema=%s"
                .formatted(port, DATABASE, service.serviceName());
    }

    public boolean databaseAnswers() {
        try (var _ = connect("postgres")) {
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    /** Makes what is missing and sets the passwords; harmless when all of it is there. */
    public void ensure() {
        try {
            try (var connection = connect("postgres");
                    var statement = connection.createStatement()) {
                if (!exists(
                        statement,
                        "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                    statement.execute("create database " + DATABASE);
                    statement.execute("revoke all on database " + DATABASE + " from public");
                }
            }
            try (var connection = connect(DATABASE);
                    var statement = connection.createStatement()) {
                statement.execute("revoke all on schema public from public");
                for (var service : ServiceDefinition.values()) {
                    if (service.hasDatabase()) {
                        ensure(statement, service.serviceName());
                    }
                }
            }
        } catch (SQLException failure) {
            throw new StackFailure(
                    "cannot make the database roles: " + failure.getMessage(), failure);
        }
    }

    private void ensure(Statement statement, String service) throws SQLException {
        var owner = service + "_owner";
        var application = service + "_app";
        role(statement, owner);
        role(statement, application);
        statement.execute(
                "grant connect on database %s to %s, %s".formatted(DATABASE, owner, application));
        statement.execute(
                "create schema if not exists %s authorization %s".formatted(service, owner));
        statement.execute("grant usage on schema %s to %s".formatted(service, application));
    }

    private void role(Statement statement, String role) throws SQLException {
        if (!exists(statement, "select 1 from pg_roles where rolname = '" + role + "'")) {
            statement.execute(
                    "create role "
                            + role
                            + " login nosuperuser nocreatedb nocreaterole nobypassrls");
        }
        statement.execute("alter role %s password '%s'".formatted(role, secrets.password(role)));
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("password", secrets.databaseAdministrator());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "30");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), properties);
    }
}
