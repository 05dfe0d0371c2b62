package dev.agentworks.starter.test;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A service's database as an earlier release left it, for tests of what later migrations make of
 * its rows. No service runs on it.
 */
public final class OldDatabase {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private final String service;
    private final DriverManagerDataSource owner;

    private OldDatabase(String service, DriverManagerDataSource owner) {
        this.service = service;
        this.owner = owner;
    }

    /** A new database with the service's migrations up to and with this one. */
    public static OldDatabase of(String service, String lastMigration) {
        Map<String, Object> settings =
                TestDatabase.create(service, "agentworks_old_" + NUMBER.incrementAndGet());
        var owner =
                new DriverManagerDataSource(
                        String.valueOf(settings.get("AGENTWORKS_DATABASE_URL")),
                        String.valueOf(settings.get("AGENTWORKS_MIGRATION_USER")),
                        String.valueOf(settings.get("AGENTWORKS_MIGRATION_PASSWORD")));
        var database = new OldDatabase(service, owner);
        database.migrate(MigrationVersion.fromVersion(lastMigration));
        return database;
    }

    /** Its rows, as its owner sees and writes them. */
    public JdbcClient rows() {
        return JdbcClient.create(owner);
    }

    /** Runs the migrations up to and with this one. */
    public void migrateTo(String migration) {
        migrate(MigrationVersion.fromVersion(migration));
    }

    /** Runs all migrations that are missing. */
    public void migrate() {
        migrate(MigrationVersion.LATEST);
    }

    private void migrate(MigrationVersion target) {
        Flyway.configure()
                .dataSource(owner)
                .locations("classpath:db/migration", "classpath:db/starter")
                .placeholders(Map.of("app_role", service + "_app"))
                .schemas(service)
                .defaultSchema(service)
                .target(target)
                .load()
                .migrate();
    }
}
