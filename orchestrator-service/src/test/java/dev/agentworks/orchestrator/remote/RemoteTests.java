package dev.agentworks.orchestrator.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willReturn;

import dev.agentworks.orchestrator.remote.Remotes.RemoteChange;
import dev.agentworks.orchestrator.workingcopy.WorkingCopySituations;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.resilience.TargetUnavailableException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

@TestPropertySource(
        properties = {
            "agentworks.remotes.allow-local=true",
            "agentworks.remotes.sweep=100ms",
            "agentworks.remotes.backoff=100ms",
            "agentworks.outgoing.git.pause=200ms",
            "agentworks.remotes.master-key=test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
        })
class RemoteTests extends WorkingCopySituations {

    private static final FakeGitHub GITHUB = new FakeGitHub();

    private final FakeGitHub github = GITHUB;

    @Autowired Remotes remotes;
    @Autowired RemoteHosts hosts;
    @LocalServerPort int port;

    @DynamicPropertySource
    static void api(DynamicPropertyRegistry properties) {
        properties.add("agentworks.remotes.github-api", GITHUB::apiUrl);
    }

    @BeforeEach
    void reset() throws IOException {
        github.reset();
    }

    @Test
    void pushesACardsBranchAndKeepsOnePullRequestForIt() {
        var key = "APP-1";
        remote("ghp_right");
        approved(wrote(run(), "a.txt", "a\n"));
        awaitPush("PUSHED");

        assertThat(github.branches())
                .containsKey("main")
                .containsEntry("card/" + key, ref("card/" + key).name());
        var pull = github.pulls.getLast();
        assertThat(pull.path("title").asString()).isEqualTo(key + ": Add what was asked for");
        assertThat(pull.path("head").asString()).isEqualTo("card/" + key);
        assertThat(pull.path("base").asString()).isEqualTo("main");
        assertThat(pull.path("body").asString()).contains("Approved-by: ada@example.org");
        int pulls = github.pulls.size();

        approved(wrote(run(), "b.txt", "b\n"));
        await().until(() -> ref("card/" + key).name().equals(github.branches().get("card/" + key)));
        awaitPush("PUSHED");
        assertThat(github.pulls).hasSize(pulls);
        assertThat(remotes.view(project).lastPush())
                .satisfies(push -> assertThat(String.valueOf(push)).contains("pull request #"));
    }

    @Test
    void goesOnTryingWhileTheRemoteIsDown() {
        named(card, "DOWN-1");
        remote("ghp_right");
        github.failing.set(3);
        approved(wrote(run(), "down.txt", "d\n"));

        awaitPush("PUSHED");
        assertThat(github.failing).hasValue(0);
        assertThat(github.branches()).containsKey("card/DOWN-1");
    }

    @Test
    void leavesAHostThatFailsAloneButNoOtherAndTriesItAgain() {
        var down = hosts.target("down.example");
        for (int i = 0; i < 5; i++) {
            down.begin().failed(new IOException("no route"));
        }

        assertThatThrownBy(down::begin)
                .isInstanceOf(TargetUnavailableException.class)
                .hasMessageContaining("git down.example");
        hosts.target("up.example").begin().succeeded();

        await().ignoreException(TargetUnavailableException.class)
                .untilAsserted(() -> down.begin().succeeded());
        down.begin().succeeded();
    }

    @Test
    void waitsForARightTokenWhenTheRemoteRefusesTheOneItHas() {
        named(card, "TOKEN-1");
        remote("ghp_wrong");
        approved(wrote(run(), "a.txt", "a\n"));
        awaitPush("REFUSED");
        assertThat(String.valueOf(remotes.view(project).lastPush())).doesNotContain("ghp_");
        assertThat(github.branches()).doesNotContainKey("card/TOKEN-1");

        remote("ghp_right");

        awaitPush("PUSHED");
        assertThat(github.branches()).containsKey("card/TOKEN-1");
    }

    @Test
    void neverOverwritesWhatOthersHavePushed() throws Exception {
        named(card, "OTHER-1");
        var theirs = github.commit("card/OTHER-1");
        remote("ghp_right");
        approved(wrote(run(), "a.txt", "a\n"));

        awaitPush("REFUSED");
        assertThat(github.branches()).containsEntry("card/OTHER-1", theirs);
    }

    @Test
    void keepsTheTokenSealedAndForTheRemoteItWasGivenFor() {
        var view = remote("ghp_secret");
        assertThat(view.remoteTokenSet()).isTrue();
        assertThat(JSON.writeValueAsString(view)).doesNotContain("ghp_secret");
        var stored =
                jdbc.sql("select token from remote where project_id = :project")
                        .param("project", project)
                        .query(byte[].class)
                        .single();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("ghp_secret");

        assertThat(remote(null).remoteTokenSet()).isTrue();
        var moved = new RemoteChange("http://127.0.0.1:9/other/place", null, true);
        assertThat(remotes.change(project, workspace, moved, null, "ada").remoteTokenSet())
                .isFalse();
        var none = new RemoteChange(null, null, null);
        assertThat(remotes.change(project, workspace, none, null, "ada").remote()).isNull();
    }

    @Test
    void takesNoRemoteThatIsNoRepositoryOfAServer() {
        for (var bad :
                new String[] {
                    "git@github.com:acme/shop.git",
                    "ssh://git@github.com/acme/shop",
                    "file:///etc/passwd",
                    "https://token@github.com/acme/shop",
                    "https://github.com/acme",
                    "https://github.com/acme/shop?x=y",
                    "https://github.com/acme/../shop",
                    "ext::sh -c id",
                    "https:///acme/shop",
                    "nothing"
                }) {
            assertThatThrownBy(() ->
                            remotes.change(
                                    project,
                                    workspace,
                                    new RemoteChange(bad, null, null),
                                    null,
                                    "ada"))
                    .as(bad)
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void letsOnlyOwnersAndAdminsChangeTheRemoteAndRefusesAStaleVersion() {
        var admin = user("ADMIN");
        var member = user("MEMBER");
        var stranger = new ActingUser(UUID.randomUUID().toString(), Map.of());
        given(core.visibleProject(any(), any()))
                .willThrow(new RemoteProblem("core", 404, "not-found", "There is none."));
        willReturn(workspace).given(core).visibleProject(eq(project), eq(admin));
        willReturn(workspace).given(core).visibleProject(eq(project), eq(member));
        var body = "{\"remote\":\"%s\",\"token\":\"ghp_x\"}".formatted(github.url());

        assertThat(call(HttpMethod.PUT, stranger, body, null).status()).isEqualTo(404);
        assertThat(call(HttpMethod.PUT, member, body, null).status()).isEqualTo(403);
        assertThat(call(HttpMethod.PUT, null, body, null).status()).isEqualTo(401);
        var read = call(HttpMethod.GET, member, null, null);
        assertThat(read.body().path("defaultBranch").asString()).isEqualTo("main");
        assertThat(read.tag()).isEqualTo("\"0\"");

        var changed = call(HttpMethod.PUT, admin, body, "\"0\"");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.tag()).isEqualTo("\"1\"");
        assertThat(changed.body().toString()).doesNotContain("ghp_x");
        assertThat(call(HttpMethod.PUT, admin, body, "\"0\"").status()).isEqualTo(412);
        assertThat(call(HttpMethod.PUT, admin, "{\"remote\":\"x\"}", null).status()).isEqualTo(400);
        assertThat(call(HttpMethod.GET, stranger, null, null).status()).isEqualTo(404);
    }

    private Remotes.RepositoryView remote(@Nullable String token) {
        var change = new RemoteChange(github.url(), token, true);
        return remotes.change(project, workspace, change, null, "ada");
    }

    private void awaitPush(String outcome) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    var push = remotes.view(project).lastPush();
                    assertThat(push).isNotNull();
                    assertThat(String.valueOf(push)).contains("outcome=" + outcome);
                });
    }

    private ActingUser user(String role) {
        return new ActingUser(UUID.randomUUID().toString(), Map.of(workspace.toString(), role));
    }

    private Answer call(
            HttpMethod method,
            @Nullable ActingUser user,
            @Nullable String body,
            @Nullable String version) {
        var request =
                RestClient.create("http://127.0.0.1:" + port)
                        .method(method)
                        .uri("/api/projects/{project}/repository", project);
        if (user != null) {
            request.header("Authorization", tokens.bearer("gateway", user, "orchestrator:public"));
        }
        if (version != null) {
            request.header("If-Match", version);
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        return request.exchange((_, response) -> {
            var text = new String(response.getBody().readAllBytes());
            return new Answer(
                    response.getStatusCode().value(),
                    response.getHeaders().getETag(),
                    JSON.readTree(text.isEmpty() ? "{}" : text));
        });
    }

    private record Answer(int status, @Nullable String tag, JsonNode body) {}
}
