package dev.agentworks.orchestrator.file;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;

import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.orchestrator.file.RunFiles.Proposal;
import dev.agentworks.orchestrator.file.git.ProjectRepositories;
import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.TokenMaker;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import tools.jackson.databind.json.JsonMapper;

/** A project with a card or several, on real storage and a real database. */
@ServiceTest(service = "orchestrator")
@TestPropertySource(properties = "agentworks.services.router.url=http://127.0.0.1:9")
abstract class FileSituations {

    /** Nobody else has the run. */
    static final Fence HELD = () -> {};

    static final JsonMapper JSON = JsonMapper.builder().build();

    final UUID workspace = UUID.randomUUID();
    final UUID project = UUID.randomUUID();
    final UUID card = UUID.randomUUID();

    @MockitoBean Core core;
    @Autowired RunFiles files;
    @Autowired WorkingCopies copies;
    @Autowired ProjectRepositories repositories;
    @Autowired JdbcClient jdbc;
    @Autowired TokenMaker tokens;

    @BeforeEach
    void cards() {
        named(card, "APP-1");
    }

    void named(UUID card, String key) {
        given(core.card(any(), eq(card.toString())))
                .willReturn(JSON.createObjectNode().put("key", key));
    }

    FileRun run() {
        return run(card);
    }

    FileRun run(UUID onCard) {
        return new FileRun(UUID.randomUUID(), workspace, project, onCard, "DEV_BACKEND");
    }

    /** A run that wrote these files: path, content, path, content, … */
    FileRun wrote(FileRun run, String... files) {
        for (int i = 0; i < files.length; i += 2) {
            copies.of(run).write("step-" + i, files[i], files[i + 1]);
        }
        return run;
    }

    Proposal proposed(FileRun run) {
        return files.propose(run, "Backend Developer", "Add what was asked for").orElseThrow();
    }

    RunFiles.Application approved(FileRun run) {
        return files.apply(run, "ada@example.org", proposed(run).digest(), HELD);
    }

    /** The files on a branch, as another instance would read them. */
    SortedMap<String, String> onBranch(String branch) {
        var texts = new TreeMap<String, String>();
        try (var repository = repositories.open(project);
                var reader = repository.newObjectReader()) {
            var head = ref(branch);
            for (var file : CommitFiles.of(reader, head).blobs().entrySet()) {
                var content = CommitFiles.content(reader, file.getValue(), 1 << 22).orElseThrow();
                texts.put(file.getKey(), new String(content));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return texts;
    }

    ObjectId ref(String branch) {
        var head = repositories.refs(project).get("refs/heads/" + branch);
        if (head == null) {
            throw new AssertionError("no branch " + branch);
        }
        return head;
    }
}
