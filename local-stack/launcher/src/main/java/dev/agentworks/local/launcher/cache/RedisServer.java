package dev.agentworks.local.launcher.cache;

import dev.agentworks.local.launcher.StackFailure;
import dev.agentworks.local.launcher.stack.StackHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;

/** The embedded Redis. It keeps nothing on disk: every use of it survives its loss. */
public final class RedisServer {

    private RedisServer() {}

    /**
     * The command line. The settings go through a file that only its owner can read: a password in
     * the arguments is seen by everybody on the machine.
     */
    public static List<String> command(StackHome home, int port, String password) {
        home.write(
                home.redisSettings(),
                """
                bind 127.0.0.1
                port %d
                requirepass %s
                save ""
                appendonly no
                maxmemory 64mb
                maxmemory-policy allkeys-lru
                dir "%s"
                set-proc-title no
                """
                        .formatted(port, password, home.folder()));
        return List.of(program(home).toString(), home.redisSettings().toString());
    }

    private static Path program(StackHome home) {
        var program = home.programs().resolve("redis-server");
        if (Files.isExecutable(program)) {
            return program;
        }
        try (var stream = RedisServer.class.getResourceAsStream(resource())) {
            if (stream == null) {
                throw new StackFailure(
                        "AgentWorks carries no Redis for this platform; use docker compose up instead");
            }
            var draft = Files.createTempFile(home.programs(), "redis", ".new");
            Files.copy(stream, draft, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(draft, program, StandardCopyOption.ATOMIC_MOVE);
            return program;
        } catch (IOException failure) {
            throw new StackFailure("cannot unpack Redis: " + failure.getMessage(), failure);
        }
    }

    private static String resource() {
        var mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        var arm = System.getProperty("os.arch").equals("aarch64");
        if (mac) {
            return arm
                    ? "/redis-server-6.2.6-v5-darwin-arm64"
                    : "/redis-server-6.2.6-v5-darwin-amd64";
        }
        return arm ? "/redis-server-6.2.7-linux-arm64" : "/redis-server-6.2.6-v5-linux-amd64";
    }
}
