package dev.agentworks.orchestrator.workingcopy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willReturn;

import dev.agentworks.orchestrator.workingcopy.WorkingCopySituations;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

class FileRouteTests extends WorkingCopySituations {

    @LocalServerPort int port;

    private final ActingUser viewer =
            new ActingUser(UUID.randomUUID().toString(), Map.of(workspace.toString(), "VIEWER"));
    private final ActingUser stranger =
            new ActingUser(
                    UUID.randomUUID().toString(), Map.of(UUID.randomUUID().toString(), "OWNER"));

    @BeforeEach
    void visible() {
        given(core.visibleProject(any(), any()))
                .willThrow(new RemoteProblem("core", 404, "not-found", "There is none."));
        willReturn(workspace).given(core).visibleProject(eq(project), eq(viewer));
    }

    @Test
    void showsARunsChangesBeforeAndAfterItsProposalAndWhenItIsMerged() {
        approved(wrote(run(), "old.txt", "1\n2\n3\n", "gone.txt", "g\n"));
        var run = wrote(run(), "old.txt", "1\ntwo\n3\n", "new.txt", "n\n");
        copies.of(run).delete("d", "gone.txt");

        var staged = get("/api/runs/" + run.runId() + "/diff", viewer).body();
        var proposal = proposed(run);
        var proposed = get("/api/runs/" + run.runId() + "/diff", viewer).body();
        files.apply(run, "ada", proposal.digest(), HELD);
        var merged = get("/api/runs/" + run.runId() + "/diff", viewer).body();

        assertThat(proposed.path("digest").asString()).isEqualTo(proposal.digest());
        assertThat(proposed.path("head").asString()).isEqualTo(proposal.commit());
        assertThat(staged.path("items")).isEqualTo(proposed.path("items"));
        assertThat(merged).isEqualTo(proposed);
        var items = proposed.path("items");
        assertThat(items.valueStream())
                .extracting(
                        item -> item.path("path").asString() + " " + item.path("change").asString())
                .containsExactly("gone.txt DELETED", "new.txt ADDED", "old.txt MODIFIED");
        assertThat(items.get(2).path("additions").asInt()).isEqualTo(1);
        assertThat(items.get(2).path("deletions").asInt()).isEqualTo(1);
        assertThat(items.get(2).path("patch").asString())
                .contains("--- a/old.txt\n+++ b/old.txt\n@@ -1,3 +1,3 @@\n 1\n-2\n+two\n 3\n");

        var names = get("/api/runs/" + run.runId() + "/files", viewer).body().path("items");
        assertThat(names.size()).isEqualTo(3);
        assertThat(names.get(0).has("patch")).isFalse();
        var one = get("/api/runs/" + run.runId() + "/diff?path=new.txt", viewer).body();
        assertThat(one.path("items").size()).isEqualTo(1);
        assertThat(one.path("digest").asString()).isEqualTo(proposal.digest());
    }

    @Test
    void showsTheHunksThatStandInTheWay() {
        approved(wrote(run(), "app.txt", "a\nb\nc\nd\ne\nf\ng\n"));
        var run = wrote(run(), "app.txt", "a\nb\nc\nmine\ne\nf\ng\n");
        var other = wrote(run(), "app.txt", "a\nb\nc\ntheirs\ne\nf\ng\n");
        proposed(run);
        approved(other);

        var diff = get("/api/runs/" + run.runId() + "/diff", viewer).body();

        assertThat(diff.path("items").get(0).path("conflict").asString())
                .contains("<<<<<<< card branch\ntheirs\n=======\nmine\n>>>>>>> this run\n");
    }

    @Test
    void cutsALongPatchAndSaysSo() {
        var run = wrote(run(), "long.txt", "a line\n".repeat(50_000));

        var item = get("/api/runs/" + run.runId() + "/diff", viewer).body().path("items").get(0);

        assertThat(item.path("truncated").asBoolean()).isTrue();
        assertThat(item.path("patch").asString().length()).isBetween(90_000, 100_000);
        assertThat(item.path("additions").asInt()).isEqualTo(50_000);
    }

    @Test
    void showsFoldersAndFilesOfABranch() {
        approved(wrote(run(), "src/a/x.ts", "x\n", "src/b.ts", "b\n", "README.md", "# R\n"));
        var path = "/api/projects/" + project + "/files";

        var root = get(path, viewer).body();
        assertThat(root.path("ref").asString()).isEqualTo("main");
        assertThat(root.path("items").valueStream())
                .extracting(
                        item -> item.path("kind").asString() + " " + item.path("path").asString())
                .containsExactly("FOLDER src", "FILE README.md");
        assertThat(get(path + "?path=src", viewer).body().path("items").valueStream())
                .extracting(item -> item.path("path").asString())
                .containsExactly("src/a", "src/b.ts");
        var content = get(path + "/content?path=src/b.ts&ref=card/APP-1", viewer).body();
        assertThat(content.path("content").asString()).isEqualTo("b\n");
        assertThat(content.path("size").asInt()).isEqualTo(2);
        assertThat(content.path("binary").asBoolean()).isFalse();

        assertThat(get(path + "/content?path=none.txt", viewer).status()).isEqualTo(404);
        assertThat(get(path + "?path=none", viewer).status()).isEqualTo(404);
        assertThat(get(path + "?ref=none", viewer).status()).isEqualTo(404);
        assertThat(get(path + "/content?path=../x", viewer).status()).isEqualTo(400);
        assertThat(get(path + "/content", viewer).status()).isEqualTo(400);
    }

    @Test
    void showsNothingOfAProjectWithoutFiles() {
        var root = get("/api/projects/" + project + "/files", viewer);
        assertThat(root.status()).isEqualTo(200);
        assertThat(root.body().path("items").size()).isZero();
    }

    @Test
    void hidesEverythingFromOthers() {
        var run = wrote(run(), "a.txt", "a\n");
        approved(run);
        for (var path :
                new String[] {
                    "/api/runs/" + run.runId() + "/files",
                    "/api/runs/" + run.runId() + "/diff",
                    "/api/projects/" + project + "/files",
                    "/api/projects/" + project + "/files/content?path=a.txt",
                    "/api/runs/" + UUID.randomUUID() + "/files"
                }) {
            assertThat(get(path, stranger).status()).as(path).isEqualTo(404);
            assertThat(get(path, null).status()).as(path).isEqualTo(401);
        }
    }

    private Answer get(String path, @Nullable ActingUser user) {
        var request = RestClient.create("http://127.0.0.1:" + port).get().uri(path);
        if (user != null) {
            request.header("Authorization", tokens.bearer("gateway", user, "orchestrator:public"));
        }
        return request.exchange((_, response) -> {
            var text = new String(response.getBody().readAllBytes());
            return new Answer(
                    response.getStatusCode().value(), JSON.readTree(text.isEmpty() ? "{}" : text));
        });
    }

    private record Answer(int status, JsonNode body) {}
}
