package dev.agentworks.orchestrator.repository.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willReturn;

import dev.agentworks.orchestrator.workingcopy.WorkingCopySituations;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

class ZipRouteTests extends WorkingCopySituations {

    private final ActingUser viewer =
            new ActingUser(UUID.randomUUID().toString(), Map.of(workspace.toString(), "VIEWER"));
    private final ActingUser stranger =
            new ActingUser(
                    UUID.randomUUID().toString(), Map.of(UUID.randomUUID().toString(), "OWNER"));

    @LocalServerPort private int port;

    @BeforeEach
    void people() {
        given(core.visibleProject(any(), any()))
                .willThrow(new RemoteProblem("core", 404, "not-found", "There is no such thing."));
        willReturn(workspace).given(core).visibleProject(eq(project), eq(viewer));
    }

    @Test
    void givesTheFilesOfABranchAndTheSameBytesForTheSameCommit() throws Exception {
        approved(wrote(run(), "src/app.ts", "let a = 1;\n", "日本.txt", "x\n"));

        var main = zip("", viewer);
        assertThat(main.statusCode()).isEqualTo(200);
        assertThat(main.headers().firstValue("content-type")).hasValue("application/zip");
        assertThat(main.headers().firstValue("content-disposition").orElse(""))
                .contains("attachment")
                .contains("main.zip");
        assertThat(entries(main.body()))
                .isEqualTo(Map.of("src/app.ts", "let a = 1;\n", "日本.txt", "x\n"));
        assertThat(zip("?ref=main", viewer).body()).isEqualTo(main.body());
    }

    @Test
    void givesTheFilesOfACardsBranch() throws Exception {
        approved(wrote(run(), "a.txt", "a\n"));
        var run = wrote(run(), "card.txt", "c\n");
        files.apply(run, null, proposed(run).digest(), HELD);

        assertThat(entries(zip("?ref=card/APP-1", viewer).body()))
                .containsOnlyKeys("a.txt", "card.txt");
        assertThat(entries(zip("", viewer).body())).containsOnlyKeys("a.txt");
    }

    @Test
    void givesAnEmptyOneForAProjectWithoutFiles() throws Exception {
        var empty = zip("", viewer);

        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(entries(empty.body())).isEmpty();
    }

    @Test
    void knowsNoForeignProjectAndNoUnknownBranch() throws Exception {
        approved(wrote(run(), "a.txt", "a\n"));

        assertThat(zip("", stranger).statusCode()).isEqualTo(404);
        assertThat(zip("?ref=nothing", viewer).statusCode()).isEqualTo(404);
        assertThat(zip("?ref=" + "x".repeat(201), viewer).statusCode()).isEqualTo(400);
    }

    private HttpResponse<byte[]> zip(String query, ActingUser user) throws Exception {
        var uri = "http://127.0.0.1:%d/api/projects/%s/files.zip%s".formatted(port, project, query);
        var request =
                HttpRequest.newBuilder(URI.create(uri))
                        .header(
                                "Authorization",
                                tokens.bearer("gateway", user, "orchestrator:public"))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static Map<String, String> entries(byte[] zip) throws IOException {
        var entries = new TreeMap<String, String>();
        try (var input = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = input.getNextEntry(); entry != null; entry = input.getNextEntry()) {
                entries.put(
                        entry.getName(), new String(input.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }
}
