package dev.agentworks.orchestrator.repository.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willReturn;

import dev.agentworks.orchestrator.repository.GitProgram;
import dev.agentworks.orchestrator.workingcopy.WorkingCopySituations;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Repositories fetched from the running service by the Git of this machine. */
class GitFetchTests extends WorkingCopySituations {

    private final ActingUser viewer = user(workspace);
    private final ActingUser stranger = user(UUID.randomUUID());

    @TempDir private Path folder;
    @LocalServerPort private int port;

    @BeforeEach
    void people() {
        given(core.visibleProject(any(), any()))
                .willThrow(new RemoteProblem("core", 404, "not-found", "There is no such thing."));
        willReturn(workspace).given(core).visibleProject(eq(project), eq(viewer));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void areClonedWithTheirHistoryInEveryVersionOfTheProtocol(int version) throws IOException {
        approved(wrote(run(), "src/app.ts", "let a = 1;\n", "日本.txt", "x\n"));
        approved(wrote(run(), "src/app.ts", "let a = 2;\n", "many.txt", "many\n".repeat(50_000)));

        git().run("-c", "protocol.version=" + version, "-c", as(viewer), "clone", url(), "copy");

        var copy = GitProgram.in(folder.resolve("copy"));
        assertThat(copy.run("fsck", "--strict", "--full")).doesNotContain("error");
        assertThat(copy.run("rev-parse", "HEAD").strip()).isEqualTo(ref("main").name());
        assertThat(copy.run("rev-parse", "--abbrev-ref", "HEAD").strip()).isEqualTo("main");
        assertThat(copy.run("rev-parse", "origin/card/APP-1").strip())
                .isEqualTo(ref("card/APP-1").name());
        assertThat(Files.readString(folder.resolve("copy/src/app.ts"))).isEqualTo("let a = 2;\n");
        assertThat(Files.readString(folder.resolve("copy/日本.txt"))).isEqualTo("x\n");
    }

    @Test
    void areClonedShallowlyAndDeepenedLater() {
        approved(wrote(run(), "a.txt", "1\n"));
        approved(wrote(run(), "a.txt", "2\n"));

        git().run("-c", as(viewer), "clone", "--depth", "1", url(), "copy");

        var copy = GitProgram.in(folder.resolve("copy"));
        assertThat(copy.run("rev-list", "--count", "HEAD").strip()).isEqualTo("1");
        copy.run("-c", as(viewer), "fetch", "--unshallow");
        assertThat(copy.run("rev-list", "--count", "HEAD").strip()).isEqualTo("5");
    }

    @Test
    void giveWhatIsNewToWhoHasTheRest() {
        approved(wrote(run(), "a.txt", "1\n"));
        git().run("-c", as(viewer), "clone", url(), "copy");
        for (int i = 0; i < 30; i++) {
            approved(wrote(run(), "a.txt", "new " + i + "\n"));
        }

        var copy = GitProgram.in(folder.resolve("copy"));
        copy.run("-c", as(viewer), "pull", "--ff-only");
        copy.run("-c", as(viewer), "pull", "--ff-only");

        assertThat(copy.run("rev-parse", "HEAD").strip()).isEqualTo(ref("main").name());
        assertThat(copy.run("show", "HEAD:a.txt")).isEqualTo("new 29\n");
    }

    @Test
    void ofAProjectWithoutFilesAreClonedEmpty() {
        assertThat(git().run("-c", as(viewer), "clone", url(), "copy"))
                .contains("cloned an empty repository");
    }

    @Test
    void areNotThereForAPersonOfAnotherWorkspace() throws Exception {
        approved(wrote(run(), "a.txt", "1\n"));

        var cloned = git().tryTo("-c", as(stranger), "clone", url(), "copy");
        assertThat(cloned.status()).isNotZero();
        assertThat(cloned.text()).contains("not found");
        assertThat(get("/info/refs?service=git-upload-pack", stranger).statusCode()).isEqualTo(404);
        assertThat(post(new byte[0], null, stranger).statusCode()).isEqualTo(404);
        assertThat(git().tryTo("clone", url(), "copy").status()).isNotZero();
    }

    @Test
    void cannotBePushedTo() throws Exception {
        approved(wrote(run(), "a.txt", "1\n"));
        var main = ref("main");
        git().run("-c", as(viewer), "clone", url(), "copy");
        var copy = GitProgram.in(folder.resolve("copy"));
        copy.run(
                "-c",
                "user.name=x",
                "-c",
                "user.email=x@example.org",
                "commit",
                "--allow-empty",
                "-m",
                "x");

        assertThat(copy.tryTo("-c", as(viewer), "push").status()).isNotZero();
        var refused = get("/info/refs?service=git-receive-pack", viewer);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("can only be fetched from");
        assertThat(get("/info/refs", viewer).statusCode()).isEqualTo(400);
        assertThat(ref("main")).isEqualTo(main);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void showNothingThatNobodyHasApproved(int version) {
        approved(wrote(run(), "a.txt", "1\n"));
        var proposal = proposed(wrote(run(), "secret.txt", "s\n"));
        git().run("-c", as(viewer), "clone", url(), "copy");

        var copy = GitProgram.in(folder.resolve("copy"));
        var protocol = "protocol.version=" + version;
        assertThat(copy.run("-c", protocol, "-c", as(viewer), "ls-remote"))
                .doesNotContain("refs/runs");
        assertThat(
                        copy.tryTo(
                                        "-c",
                                        protocol,
                                        "-c",
                                        as(viewer),
                                        "fetch",
                                        "origin",
                                        proposal.commit())
                                .status())
                .isNotZero();
    }

    @Test
    void areNotThereForAStrangerHoweverWrongTheRequestIs() throws Exception {
        approved(wrote(run(), "a.txt", "1\n"));

        for (var wrong : new String[] {"/info/refs", "/info/refs?service=git-upload-pack&x=1"}) {
            assertThat(get(wrong, stranger).statusCode()).as(wrong).isEqualTo(404);
            assertThat(get(wrong, viewer).statusCode()).as(wrong).isEqualTo(400);
        }
        var upload = URI.create(url() + "/git-upload-pack");
        for (var user : new ActingUser[] {stranger, viewer}) {
            var json =
                    HttpRequest.newBuilder(upload)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{}"));
            assertThat(send(json, user).statusCode()).isEqualTo(user == viewer ? 415 : 404);
            var untyped = HttpRequest.newBuilder(upload).POST(HttpRequest.BodyPublishers.noBody());
            assertThat(send(untyped, user).statusCode()).isEqualTo(user == viewer ? 415 : 404);
        }
        assertThat(post(bytes("no packet"), null, stranger).statusCode()).isEqualTo(404);
        assertThat(post(bytes("not packed"), "gzip", stranger).statusCode()).isEqualTo(404);
    }

    @Test
    void refuseRequestsThatAreNoneOfGits() throws Exception {
        approved(wrote(run(), "a.txt", "1\n"));

        assertThat(post(bytes("no packet"), null, viewer).statusCode()).isEqualTo(400);
        assertThat(post(bytes("0032want "), null, viewer).statusCode()).isEqualTo(400);
        assertThat(post(bytes("not packed"), "gzip", viewer).statusCode()).isEqualTo(400);
        var bomb = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(bomb)) {
            packing.write(new byte[16 << 20]);
        }
        assertThat(post(bomb.toByteArray(), "gzip", viewer).statusCode()).isEqualTo(413);
        assertThat(get("/info/refs?service=git-upload-pack", viewer).statusCode()).isEqualTo(200);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private GitProgram git() {
        return GitProgram.in(folder);
    }

    private String url() {
        return "http://127.0.0.1:%d/api/projects/%s.git".formatted(port, project);
    }

    private String as(ActingUser user) {
        return "http.extraHeader=Authorization: " + bearer(user);
    }

    private String bearer(ActingUser user) {
        return tokens.bearer("gateway", user, "orchestrator:public");
    }

    private HttpResponse<String> get(String path, ActingUser user) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url() + path)), user);
    }

    private HttpResponse<String> post(byte[] body, @Nullable String encoding, ActingUser user)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(url() + "/git-upload-pack"))
                        .header("Content-Type", "application/x-git-upload-pack-request")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return send(
                encoding == null ? request : request.header("Content-Encoding", encoding), user);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, ActingUser user)
            throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    request.header("Authorization", bearer(user)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static ActingUser user(UUID workspace) {
        return new ActingUser(UUID.randomUUID().toString(), Map.of(workspace.toString(), "VIEWER"));
    }
}
