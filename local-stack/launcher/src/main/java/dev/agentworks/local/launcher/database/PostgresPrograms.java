package dev.agentworks.local.launcher.database;

import dev.agentworks.local.launcher.StackFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the database's programs for this platform, once. */
final class PostgresPrograms {

    private PostgresPrograms() {}

    /** The folder that holds {@code bin/postgres} and {@code bin/initdb}. */
    static Path in(Path programs) {
        var home = programs.resolve("postgresql");
        if (Files.isExecutable(home.resolve("bin/postgres"))) {
            return home;
        }
        var archive = "/postgres-%s.txz".formatted(platform());
        try (var stream = PostgresPrograms.class.getResourceAsStream(archive)) {
            if (stream == null) {
                throw new StackFailure(
                        "AgentWorks carries no PostgreSQL for %s; use docker compose up instead"
                                .formatted(platform()));
            }
            // Unpacked beside its place and moved there whole: a start that was cut off leaves no
            // half of it.
            var draft = Files.createTempDirectory(programs, "postgresql");
            unpack(stream, draft);
            Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
            return home;
        } catch (IOException failure) {
            throw new StackFailure("cannot unpack PostgreSQL: " + failure.getMessage(), failure);
        }
    }

    private static String platform() {
        var system =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")
                        ? "darwin"
                        : "linux";
        var processor =
                switch (System.getProperty("os.arch")) {
                    case "aarch64", "arm64" -> "arm_64";
                    case String other when other.equals("amd64") -> "x86_64";
                    case String other -> other;
                };
        return system + "-" + processor;
    }

    private static void unpack(InputStream stream, Path target) throws IOException {
        try (var tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(stream)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                unpack(tar, entry, target);
            }
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
            throws IOException {
        var file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("the archive reaches outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(file.getParent());
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(file.getParent());
            Files.copy(tar, file);
            var executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
