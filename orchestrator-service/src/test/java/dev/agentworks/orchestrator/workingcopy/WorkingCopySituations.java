package dev.agentworks.orchestrator.workingcopy;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;

import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.orchestrator.repository.CommitFiles;
import dev.agentworks.orchestrator.repository.ProjectRepositories;
import dev.agentworks.orchestrator.workingcopy.RunFiles.Proposal;
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
public abstract class WorkingCopySituations {

    /** The worker still holds the run. */
    protected static final LeaseGuard HELD = () -> {};

    protected static final JsonMapper JSON = JsonMapper.builder().build();

    protected final UUID workspace = UUID.randomUUID();
    protected final UUID project = UUID.randomUUID();
    protected final UUID card = UUID.randomUUID();

    @MockitoBean protected Core core;
    @Autowired protected RunFiles files;
    @Autowired protected WorkingCopies copies;
    @Autowired protected ProjectRepositories repositories;
    @Autowired protected JdbcClient jdbc;
    @Autowired protected TokenMaker tokens;

    @BeforeEach
    protected void cards() {
        named(card, "APP-1");
    }

    protected void named(UUID card, String key) {
        given(core.card(any(), eq(card.toString())))
                .willReturn(JSON.createObjectNode().put("key", key));
    }

    protected FileRun run() {
        return run(card);
    }

    protected FileRun run(UUID onCard) {
        return new FileRun(UUID.randomUUID(), workspace, project, onCard, "DEV_BACKEND");
    }

    /** A run that wrote these files: path, content, path, content, … */
    protected FileRun wrote(FileRun run, String... files) {
        for (int i = 0; i < files.length; i += 2) {
            copies.of(run).write("step-" + i, files[i], files[i + 1]);
        }
        return run;
    }

    protected Proposal proposed(FileRun run) {
        return files.propose(run, "Backend Developer", "Add what was asked for").orElseThrow();
    }

    protected RunFiles.Application approved(FileRun run) {
        return files.apply(run, "ada@example.org", proposed(run).digest(), HELD);
    }

    /** The files on a branch, as another instance would read them. */
    protected SortedMap<String, String> onBranch(String branch) {
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

    protected ObjectId ref(String branch) {
        var head = repositories.refs(project).get("refs/heads/" + branch);
        if (head == null) {
            throw new AssertionError("no branch " + branch);
        }
        return head;
    }
}
