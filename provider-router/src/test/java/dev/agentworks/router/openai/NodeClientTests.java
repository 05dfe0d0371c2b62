package dev.agentworks.router.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentworks.router.provider.http.VendorServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** OpenAI's client for Node, where there is a Node and its packages can be had. */
class NodeClientTests extends OpenAiApiTest {
    private static final Path SOURCE = Path.of("clients", "node");

    @Test
    void theirClientForNodeFindsEverythingItNeeds() throws Exception {
        var folder = Files.createDirectories(Path.of("target", "clients", "node"));
        for (var file : List.of("package.json", "package-lock.json", "check.mjs")) {
            Files.writeString(folder.resolve(file), Files.readString(SOURCE.resolve(file)));
        }
        assumeTrue(
                run(folder, Map.of(), "npm", "ci", "--no-audit", "--no-fund").status() == 0,
                "no Node, or no packages");
        VENDOR.behave(exchange -> {
            var asked = JSON.readTree(exchange.request().body());
            if (asked.path("stream").asBoolean(false)) {
                VendorServer.stream(golden("openai", "text")).answer(exchange);
            } else {
                VendorServer.respond(200, Map.of(), WHOLE).answer(exchange);
            }
        });

        var done =
                run(
                        folder,
                        Map.of(
                                "OPENAI_BASE_URL", "http://127.0.0.1:" + port + "/v1",
                                "OPENAI_API_KEY", keyToken(),
                                "HEADERS", "{\"x-api-key-id\":\"%s\"}".formatted(apiKey)),
                        "node",
                        "check.mjs",
                        "gpt-4o");

        assertThat(done.status()).as(done.output()).isZero();
        assertThat(done.output().lines()).contains("ok chat", "ok stream", "ok errors", "ok abort");
    }

    private static Done run(Path folder, Map<String, String> variables, String... command)
            throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, "node", ".log");
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        try {
            var process = builder.start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Done(-1, "it took too long");
            }
            return new Done(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            return new Done(-1, "no such program");
        }
    }

    private record Done(int status, String output) {}
}
