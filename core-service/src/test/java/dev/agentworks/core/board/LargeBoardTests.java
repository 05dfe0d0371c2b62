package dev.agentworks.core.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.core.workspace.WorkspaceScope;
import dev.agentworks.starter.compute.ComputePool;
import dev.agentworks.starter.compute.ComputePools;
import dev.agentworks.starter.problem.ProblemException;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A board of thousands of cards is written where it keeps no other request waiting. */
class LargeBoardTests extends CoreTest {
    private static final int CARDS = 3_000;

    @Autowired private ComputePools pools;
    @Autowired private JdbcClient jdbc;
    @Autowired private TransactionTemplate transaction;
    private Person person;
    private JsonNode card;
    private String board;

    @BeforeEach
    void board() {
        person = situations.person();
        var project = situations.project(person);
        card = situations.card(person, project, 0);
        board = "/api/boards/" + project.path("boardId").asString();
        WorkspaceScope.call(
                WorkspaceId.of(person.workspace()), () -> transaction.execute(_ -> copies()));
    }

    @Test
    void isGivenWhole() {
        var answer = situations.as(person, "GET", board, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("cards")).hasSize(CARDS + 1);
    }

    @Test
    void isRefusedWhileTooMuchIsWrittenAndEverythingElseIsNot() {
        var release = new CountDownLatch(1);
        var busy = new ArrayList<CompletableFuture<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var pool = pools.pool("json");
            for (int i = 0; i < 64 + Runtime.getRuntime().availableProcessors(); i++) {
                busy.add(CompletableFuture.runAsync(() -> occupy(pool, release), threads));
            }
            await().until(() ->
                    busy.stream().anyMatch(CompletableFuture::isCompletedExceptionally));

            var refused = situations.as(person, "GET", board, null);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text("type")).endsWith("/unavailable");
            assertThat(situations.as(person, "GET", cardPath(), null).status()).isEqualTo(200);
            release.countDown();
        }

        assertThat(situations.as(person, "GET", board, null).status()).isEqualTo(200);
    }

    private static void occupy(ComputePool pool, CountDownLatch release) {
        try {
            pool.compute(() -> {
                try {
                    release.await();
                    return true;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (ProblemException full) {
            if (release.getCount() > 0) {
                throw full;
            }
        }
    }

    private int copies() {
        return jdbc.sql(
                        """
                        insert into card (id, workspace_id, project_id, board_id, lane_id, rank, number, type, title,
                            description, acceptance_criteria, labels, priority, status, review_state, lane_visit,
                            rule_version, version, created_at, updated_at)
                        select gen_random_uuid(), workspace_id, project_id, board_id, lane_id, rank || n, number + n, type, title,
                            description, acceptance_criteria, labels, priority, status, review_state, lane_visit,
                            rule_version, version, created_at, updated_at
                        from card cross join generate_series(1, :copies) n
                        where id = :id
                        """)
                .param("copies", CARDS)
                .param("id", UUID.fromString(card.path("id").asString()))
                .update();
    }

    private String cardPath() {
        return "/api/cards/" + card.path("id").asString();
    }
}
