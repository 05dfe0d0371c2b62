package dev.agentworks.local.launcher.database;

import dev.agentworks.local.launcher.StackFailure;
import dev.agentworks.local.launcher.stack.StackHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The embedded PostgreSQL 15: its folder, its durable settings and the command that runs it. */
public final class PostgresServer {

    private final StackHome home;
    private final int port;
    private final String administratorPassword;

    public PostgresServer(StackHome home, int port, String administratorPassword) {
        this.home = home;
        this.port = port;
        this.administratorPassword = administratorPassword;
    }

    /**
     * Makes the cluster when there is none. A cluster that was begun and not finished is begun
     * anew.
     */
    public void prepare() {
        var programs = PostgresPrograms.in(home.programs());
        var cluster = home.data("postgresql");
        if (Files.exists(cluster.resolve("PG_VERSION"))) {
            return;
        }
        try {
            Files.createDirectories(cluster.getParent());
            var draft = Files.createTempDirectory(cluster.getParent(), "postgresql");
            var password = Files.createTempFile(home.folder(), "initdb", ".txt");
            Files.writeString(password, administratorPassword);
            run(
                    List.of(
                            programs.resolve("bin/initdb").toString(),
                            "--pgdata=" + draft,
                            "--username=postgres",
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--no-instructions"),
                    password);
            Files.move(draft, cluster);
        } catch (IOException failure) {
            throw new StackFailure("cannot make the database: " + failure.getMessage(), failure);
        }
    }

    public List<String> command() {
        var programs = PostgresPrograms.in(home.programs());
        var command =
                new ArrayList<>(
                        List.of(
                                programs.resolve("bin/postgres").toString(),
                                "-D",
                                home.data("postgresql").toString()));
        // Durable on purpose (fsync stays on): the local stack promises that a kill loses nothing.
        for (var setting :
                List.of(
                        "listen_addresses=127.0.0.1",
                        "port=" + port,
                        "unix_socket_directories=",
                        "max_connections=120",
                        "shared_buffers=48MB",
                        "max_wal_size=256MB",
                        "autovacuum_max_workers=1",
                        "max_parallel_workers=0",
                        "jit=off",
                        "log_timezone=UTC",
                        "timezone=UTC")) {
            command.add("-c");
            command.add(setting);
        }
        return Unprivileged.wrap(command);
    }

    private void run(List<String> command, Path password) {
        try {
            var process =
                    new ProcessBuilder(Unprivileged.wrap(command))
                            .redirectErrorStream(true)
                            .start();
            var output =
                    new String(
                            process.getInputStream().readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8);
            // it writes until it ends, so the wait is over as soon as its output is
            if (process.waitFor() != 0) {
                StackFailure.ifDiskIsFull(output, home.folder());
                throw new StackFailure("initdb failed: " + output.strip());
            }
        } catch (IOException failure) {
            throw new StackFailure("cannot run initdb: " + failure.getMessage(), failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while the database was made");
        } finally {
            delete(password);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new StackFailure("cannot delete " + file, failure);
        }
    }
}
